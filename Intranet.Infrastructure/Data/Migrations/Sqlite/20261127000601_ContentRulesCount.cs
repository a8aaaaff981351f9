using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "raised_by_id",
                table: "content_rule_objections",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "surface",
                table: "content_rule_objections",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "content_rule_confirmations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    verdict = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    surface = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    choice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    author_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_content_rule_confirmations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "content_rule_counts",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    surface = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false)
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
