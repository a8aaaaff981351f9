using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LookBack : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_hidden",
                table: "content_rule_objections",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "subject_id",
                table: "content_rule_objections",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "content_rule_rescans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    step = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    after = table.Column<Guid>(type: "uuid", nullable: false),
                    seen = table.Column<int>(type: "integer", nullable: false),
                    found = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_content_rule_rescans", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_content_rule_objections_subject_id",
                table: "content_rule_objections",
                column: "subject_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "content_rule_rescans");

            migrationBuilder.DropIndex(
                name: "ix_content_rule_objections_subject_id",
                table: "content_rule_objections");

            migrationBuilder.DropColumn(
                name: "is_hidden",
                table: "content_rule_objections");

            migrationBuilder.DropColumn(
                name: "subject_id",
                table: "content_rule_objections");
        }
    }
}
