using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LearnFileNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Search knew no names of files: where there are any, it learns everything anew, beside what it knows.
            migrationBuilder.Sql(
                """
                INSERT INTO jobs (id, kind, payload, run_at, attempts)
                SELECT '019ACA2D-8C00-7000-8000-000000000001'::uuid, 'LearnEverything', '{"After":"00000000-0000-0000-0000-000000000000"}', now(), 0
                WHERE EXISTS (SELECT 1 FROM files WHERE width = 0)
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
