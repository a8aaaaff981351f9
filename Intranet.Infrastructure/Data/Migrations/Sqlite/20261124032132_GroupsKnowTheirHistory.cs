using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class GroupsKnowTheirHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_away",
                table: "memberships",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "id",
                table: "join_requests",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<DateTime>(
                name: "open_since",
                table: "groups",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "search_name",
                table: "groups",
                type: "TEXT",
                maxLength: 160,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "id",
                table: "group_invitations",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateIndex(
                name: "ix_memberships_group_id_is_away_role_employee_id",
                table: "memberships",
                columns: new[] { "group_id", "is_away", "role", "employee_id" });

            migrationBuilder.CreateIndex(
                name: "ix_groups_search_name_id",
                table: "groups",
                columns: new[] { "search_name", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_memberships_group_id_is_away_role_employee_id",
                table: "memberships");

            migrationBuilder.DropIndex(
                name: "ix_groups_search_name_id",
                table: "groups");

            migrationBuilder.DropColumn(
                name: "is_away",
                table: "memberships");

            migrationBuilder.DropColumn(
                name: "id",
                table: "join_requests");

            migrationBuilder.DropColumn(
                name: "open_since",
                table: "groups");

            migrationBuilder.DropColumn(
                name: "search_name",
                table: "groups");

            migrationBuilder.DropColumn(
                name: "id",
                table: "group_invitations");
        }
    }
}
