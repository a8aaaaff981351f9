using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ChatForPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_admin",
                table: "participants",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "mailed_seq",
                table: "participants",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "file_count",
                table: "messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "allows_read_receipts",
                table: "chat_settings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "direct_keeps_days",
                table: "chat_settings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "group_keeps_days",
                table: "chat_settings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "small_keeps_days",
                table: "chat_settings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "mails_unread",
                table: "chat_preferences",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "shows_reading",
                table: "chat_preferences",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "is_admin",
                table: "participants");

            migrationBuilder.DropColumn(
                name: "mailed_seq",
                table: "participants");

            migrationBuilder.DropColumn(
                name: "file_count",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "allows_read_receipts",
                table: "chat_settings");

            migrationBuilder.DropColumn(
                name: "direct_keeps_days",
                table: "chat_settings");

            migrationBuilder.DropColumn(
                name: "group_keeps_days",
                table: "chat_settings");

            migrationBuilder.DropColumn(
                name: "small_keeps_days",
                table: "chat_settings");

            migrationBuilder.DropColumn(
                name: "mails_unread",
                table: "chat_preferences");

            migrationBuilder.DropColumn(
                name: "shows_reading",
                table: "chat_preferences");
        }
    }
}
