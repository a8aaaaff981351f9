using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ContentRulesCount : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "bsn",
                table: "content_rule_settings",
                newName: "settings");

            migrationBuilder.AddColumn<DateTime>(
                name: "allowed_until",
                table: "content_rule_objections",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "raised_by_id",
                table: "content_rule_objections",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "surface",
                table: "content_rule_objections",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "content_rule_confirmations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: false),
                    verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    surface = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    choice = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_content_rule_confirmations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "content_rule_counts",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: false),
                    surface = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_content_rule_counts", x => new { x.day, x.rule, x.surface, x.outcome });
                });

            migrationBuilder.CreateIndex(
                name: "ix_content_rule_confirmations_author_id_at",
                table: "content_rule_confirmations",
                columns: new[] { "author_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "content_rule_confirmations");

            migrationBuilder.DropTable(
                name: "content_rule_counts");

            migrationBuilder.DropColumn(
                name: "allowed_until",
                table: "content_rule_objections");

            migrationBuilder.DropColumn(
                name: "raised_by_id",
                table: "content_rule_objections");

            migrationBuilder.DropColumn(
                name: "surface",
                table: "content_rule_objections");

            migrationBuilder.RenameColumn(
                name: "settings",
                table: "content_rule_settings",
                newName: "bsn");
        }
    }
}
