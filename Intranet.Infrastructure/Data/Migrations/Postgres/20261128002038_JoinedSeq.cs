using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class JoinedSeq : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "joined_seq",
                table: "participants",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);
            migrationBuilder.Sql("""
                UPDATE participants SET joined_seq = j.seq
                FROM (SELECT conversation_id, subject_id, MAX(seq) AS seq FROM messages WHERE kind = 'Joined' GROUP BY conversation_id, subject_id) AS j
                WHERE j.conversation_id = participants.conversation_id AND j.subject_id = participants.employee_id
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "joined_seq",
                table: "participants");
        }
    }
}
