using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Postgres
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
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<string>(
                name: "reason",
                table: "join_requests",
                type: "character varying(500)",
                maxLength: 500,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<Guid>(
                name: "id",
                table: "join_requests",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AlterColumn<string>(
                name: "icon",
                table: "groups",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<DateTime>(
                name: "open_since",
                table: "groups",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "search_name",
                table: "groups",
                type: "character varying(160)",
                maxLength: 160,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "id",
                table: "group_invitations",
                type: "uuid",
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

            migrationBuilder.AlterColumn<string>(
                name: "reason",
                table: "join_requests",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(500)",
                oldMaxLength: 500);

            migrationBuilder.AlterColumn<string>(
                name: "icon",
                table: "groups",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(60)",
                oldMaxLength: 60);
        }
    }
}
