using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PeopleComeAndGo : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "undone_at",
                table: "staff_imports",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "absent_from",
                table: "employees",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "absent_until",
                table: "employees",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "stand_in_id",
                table: "employees",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "correction_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employee_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    asked_by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_correction_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_correction_requests_employees_asked_by_id",
                        column: x => x.asked_by_id,
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_correction_requests_employees_employee_id",
                        column: x => x.employee_id,
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "kept_imports",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kept_imports", x => x.import_id);
                    table.ForeignKey(
                        name: "fk_kept_imports_staff_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "staff_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_employees_stand_in_id",
                table: "employees",
                column: "stand_in_id");

            migrationBuilder.CreateIndex(
                name: "ix_correction_requests_asked_at",
                table: "correction_requests",
                column: "asked_at");

            migrationBuilder.CreateIndex(
                name: "ix_correction_requests_asked_by_id",
                table: "correction_requests",
                column: "asked_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_correction_requests_employee_id",
                table: "correction_requests",
                column: "employee_id");

            migrationBuilder.AddForeignKey(
                name: "fk_employees_employees_stand_in_id",
                table: "employees",
                column: "stand_in_id",
                principalTable: "employees",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_employees_employees_stand_in_id",
                table: "employees");

            migrationBuilder.DropTable(
                name: "correction_requests");

            migrationBuilder.DropTable(
                name: "kept_imports");

            migrationBuilder.DropIndex(
                name: "ix_employees_stand_in_id",
                table: "employees");

            migrationBuilder.DropColumn(
                name: "undone_at",
                table: "staff_imports");

            migrationBuilder.DropColumn(
                name: "absent_from",
                table: "employees");

            migrationBuilder.DropColumn(
                name: "absent_until",
                table: "employees");

            migrationBuilder.DropColumn(
                name: "stand_in_id",
                table: "employees");
        }
    }
}
