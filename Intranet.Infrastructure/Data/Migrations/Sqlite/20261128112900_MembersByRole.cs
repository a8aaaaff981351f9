using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MembersByRole : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_memberships_group_id_is_away_role_employee_id",
                table: "memberships");

            migrationBuilder.CreateIndex(
                name: "ix_memberships_group_id_role_employee_id_is_away",
                table: "memberships",
                columns: new[] { "group_id", "role", "employee_id", "is_away" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_memberships_group_id_role_employee_id_is_away",
                table: "memberships");

            migrationBuilder.CreateIndex(
                name: "ix_memberships_group_id_is_away_role_employee_id",
                table: "memberships",
                columns: new[] { "group_id", "is_away", "role", "employee_id" });
        }
    }
}
