using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intranet.Infrastructure.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PostKindsDraftsAndMail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "accepted_by_id",
                table: "posts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "accepted_comment_id",
                table: "posts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "comments_closed_at",
                table: "posts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "posts",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "must_acknowledge",
                table: "posts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "praised_id",
                table: "posts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "mail_at",
                table: "notices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_warned",
                table: "files",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "preferences_without_mail",
                table: "employees",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "gatherings",
                columns: table => new
                {
                    post_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    starts_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    zone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    is_all_day = table.Column<bool>(type: "INTEGER", nullable: false),
                    location = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    max = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gatherings", x => x.post_id);
                    table.ForeignKey(
                        name: "fk_gatherings_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "polls",
                columns: table => new
                {
                    post_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_multiple = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_anonymous = table.Column<bool>(type: "INTEGER", nullable: false),
                    hides_results = table.Column<bool>(type: "INTEGER", nullable: false),
                    closes_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_polls", x => x.post_id);
                    table.ForeignKey(
                        name: "fk_polls_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "post_drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    author_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    group_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    options = table.Column<string>(type: "TEXT", nullable: false),
                    location = table.Column<string>(type: "TEXT", nullable: false),
                    settings = table.Column<string>(type: "TEXT", nullable: false),
                    saved_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    publish_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    held_back_by = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_post_drafts", x => x.id);
                    table.ForeignKey(
                        name: "fk_post_drafts_employees_author_id",
                        column: x => x.author_id,
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "attendances",
                columns: table => new
                {
                    gathering_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employee_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attendances", x => new { x.gathering_id, x.employee_id });
                    table.ForeignKey(
                        name: "fk_attendances_employees_employee_id",
                        column: x => x.employee_id,
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_attendances_gatherings_gathering_id",
                        column: x => x.gathering_id,
                        principalTable: "gatherings",
                        principalColumn: "post_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "poll_options",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    poll_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_poll_options", x => x.id);
                    table.ForeignKey(
                        name: "fk_poll_options_polls_poll_id",
                        column: x => x.poll_id,
                        principalTable: "polls",
                        principalColumn: "post_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "poll_votes",
                columns: table => new
                {
                    option_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employee_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    poll_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_poll_votes", x => new { x.option_id, x.employee_id });
                    table.ForeignKey(
                        name: "fk_poll_votes_employees_employee_id",
                        column: x => x.employee_id,
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_poll_votes_poll_options_option_id",
                        column: x => x.option_id,
                        principalTable: "poll_options",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_posts_praised_id",
                table: "posts",
                column: "praised_id");

            migrationBuilder.CreateIndex(
                name: "ix_notices_mail_at",
                table: "notices",
                column: "mail_at",
                filter: "mail_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_attendances_employee_id",
                table: "attendances",
                column: "employee_id");

            migrationBuilder.CreateIndex(
                name: "ix_gatherings_ends_at",
                table: "gatherings",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "ix_poll_options_poll_id",
                table: "poll_options",
                column: "poll_id");

            migrationBuilder.CreateIndex(
                name: "ix_poll_votes_employee_id",
                table: "poll_votes",
                column: "employee_id");

            migrationBuilder.CreateIndex(
                name: "ix_poll_votes_poll_id_employee_id",
                table: "poll_votes",
                columns: new[] { "poll_id", "employee_id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_drafts_author_id",
                table: "post_drafts",
                column: "author_id");

            migrationBuilder.AddForeignKey(
                name: "fk_posts_employees_praised_id",
                table: "posts",
                column: "praised_id",
                principalTable: "employees",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_posts_employees_praised_id",
                table: "posts");

            migrationBuilder.DropTable(
                name: "attendances");

            migrationBuilder.DropTable(
                name: "poll_votes");

            migrationBuilder.DropTable(
                name: "post_drafts");

            migrationBuilder.DropTable(
                name: "gatherings");

            migrationBuilder.DropTable(
                name: "poll_options");

            migrationBuilder.DropTable(
                name: "polls");

            migrationBuilder.DropIndex(
                name: "ix_posts_praised_id",
                table: "posts");

            migrationBuilder.DropIndex(
                name: "ix_notices_mail_at",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "accepted_by_id",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "accepted_comment_id",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "comments_closed_at",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "must_acknowledge",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "praised_id",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "mail_at",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "is_warned",
                table: "files");

            migrationBuilder.DropColumn(
                name: "preferences_without_mail",
                table: "employees");
        }
    }
}
