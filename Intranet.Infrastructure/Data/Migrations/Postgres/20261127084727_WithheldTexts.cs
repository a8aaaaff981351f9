using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WithheldTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "warned_by",
                table: "files",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "place",
                table: "content_rule_objections",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "withheld",
                table: "content_rule_objections",
                type: "text",
                nullable: true);

            // Which rule it was is not known any more; they wait for an answer all the same.
            migrationBuilder.Sql("UPDATE files SET warned_by = 'bsn' WHERE is_warned");

            // What was found and could not be hidden is found again, and hidden, by the next look back.
            migrationBuilder.Sql("DELETE FROM content_rule_objections WHERE subject_id IS NOT NULL AND allowed_until IS NULL AND NOT is_hidden");
            migrationBuilder.Sql("UPDATE content_rule_objections SET place = CASE surface WHEN 'Post' THEN 'posts' WHEN 'Comment' THEN 'comments' WHEN 'Message' THEN 'messages' ELSE '' END WHERE subject_id IS NOT NULL");

            migrationBuilder.DropColumn(
                name: "is_warned",
                table: "files");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "warned_by",
                table: "files");

            migrationBuilder.DropColumn(
                name: "place",
                table: "content_rule_objections");

            migrationBuilder.DropColumn(
                name: "withheld",
                table: "content_rule_objections");

            migrationBuilder.AddColumn<bool>(
                name: "is_warned",
                table: "files",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }
    }
}
