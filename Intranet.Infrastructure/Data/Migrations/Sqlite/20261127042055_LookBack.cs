using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "subject_id",
                table: "content_rule_objections",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "content_rule_rescans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    finished_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    after = table.Column<Guid>(type: "TEXT", nullable: false),
                    seen = table.Column<int>(type: "INTEGER", nullable: false),
                    found = table.Column<int>(type: "INTEGER", nullable: false)
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
