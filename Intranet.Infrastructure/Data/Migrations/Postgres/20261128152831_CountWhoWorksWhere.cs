using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CountWhoWorksWhere : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_employees_team",
                table: "employees");

            migrationBuilder.CreateIndex(
                name: "ix_employees_team_work_location_is_shielded_state_guest_of",
                table: "employees",
                columns: new[] { "team", "work_location", "is_shielded", "state", "guest_of" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_employees_team_work_location_is_shielded_state_guest_of",
                table: "employees");

            migrationBuilder.CreateIndex(
                name: "ix_employees_team",
                table: "employees",
                column: "team");
        }
    }
}
