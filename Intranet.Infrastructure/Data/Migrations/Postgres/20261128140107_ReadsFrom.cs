using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ReadsFrom : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_memberships_employee_id_group_id",
                table: "memberships");

            migrationBuilder.AddColumn<DateTime>(
                name: "reads_from",
                table: "memberships",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_memberships_employee_id_group_id_reads_from",
                table: "memberships",
                columns: new[] { "employee_id", "group_id", "reads_from" });

            migrationBuilder.CreateIndex(
                name: "ix_memberships_employee_id_reads_from_group_id",
                table: "memberships",
                columns: new[] { "employee_id", "reads_from", "group_id" },
                filter: "reads_from IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_memberships_employee_id_group_id_reads_from",
                table: "memberships");

            migrationBuilder.DropIndex(
                name: "ix_memberships_employee_id_reads_from_group_id",
                table: "memberships");

            migrationBuilder.DropColumn(
                name: "reads_from",
                table: "memberships");

            migrationBuilder.CreateIndex(
                name: "ix_memberships_employee_id_group_id",
                table: "memberships",
                columns: new[] { "employee_id", "group_id" });
        }
    }
}
