using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class GroupRulesAndAppeals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_settled_at_last_report_at",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_audit_records_action",
                table: "audit_records");

            migrationBuilder.AddColumn<Guid>(
                name: "case_id",
                table: "removals",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "assignee_id",
                table: "cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    written_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_notes_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "membership_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    job_title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    work_location = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    manager_id = table.Column<Guid>(type: "uuid", nullable: true),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membership_rules", x => x.id);
                    table.ForeignKey(
                        name: "fk_membership_rules_employees_manager_id",
                        column: x => x.manager_id,
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_membership_rules_groups_group_id",
                        column: x => x.group_id,
                        principalTable: "groups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rule_exceptions",
                columns: table => new
                {
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rule_exceptions", x => new { x.group_id, x.employee_id });
                    table.ForeignKey(
                        name: "fk_rule_exceptions_employees_employee_id",
                        column: x => x.employee_id,
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_rule_exceptions_groups_group_id",
                        column: x => x.group_id,
                        principalTable: "groups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_removals_removed_at_id",
                table: "removals",
                columns: new[] { "removed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_group_id_settled_at_last_report_at",
                table: "cases",
                columns: new[] { "group_id", "settled_at", "last_report_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_settled_at_last_report_at_id",
                table: "cases",
                columns: new[] { "settled_at", "last_report_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_records_action_at_id",
                table: "audit_records",
                columns: new[] { "action", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_records_actor_id_at_id",
                table: "audit_records",
                columns: new[] { "actor_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_records_target_id_at_id",
                table: "audit_records",
                columns: new[] { "target_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_notes_case_id_written_at",
                table: "case_notes",
                columns: new[] { "case_id", "written_at" });

            migrationBuilder.CreateIndex(
                name: "ix_membership_rules_group_id",
                table: "membership_rules",
                column: "group_id");

            migrationBuilder.CreateIndex(
                name: "ix_membership_rules_manager_id",
                table: "membership_rules",
                column: "manager_id");

            migrationBuilder.CreateIndex(
                name: "ix_rule_exceptions_employee_id",
                table: "rule_exceptions",
                column: "employee_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_notes");

            migrationBuilder.DropTable(
                name: "membership_rules");

            migrationBuilder.DropTable(
                name: "rule_exceptions");

            migrationBuilder.DropIndex(
                name: "ix_removals_removed_at_id",
                table: "removals");

            migrationBuilder.DropIndex(
                name: "ix_cases_group_id_settled_at_last_report_at",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_settled_at_last_report_at_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_audit_records_action_at_id",
                table: "audit_records");

            migrationBuilder.DropIndex(
                name: "ix_audit_records_actor_id_at_id",
                table: "audit_records");

            migrationBuilder.DropIndex(
                name: "ix_audit_records_target_id_at_id",
                table: "audit_records");

            migrationBuilder.DropColumn(
                name: "case_id",
                table: "removals");

            migrationBuilder.DropColumn(
                name: "assignee_id",
                table: "cases");

            migrationBuilder.CreateIndex(
                name: "ix_cases_settled_at_last_report_at",
                table: "cases",
                columns: new[] { "settled_at", "last_report_at" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_records_action",
                table: "audit_records",
                column: "action");
        }
    }
}
