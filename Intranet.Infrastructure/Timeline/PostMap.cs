using Intranet.Domain.Directory;
using Intranet.Domain.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Timeline;

internal sealed class PostMap :
    IEntityTypeConfiguration<Post>, IEntityTypeConfiguration<PostRevision>, IEntityTypeConfiguration<Comment>, IEntityTypeConfiguration<Reaction>,
    IEntityTypeConfiguration<SavedPost>, IEntityTypeConfiguration<Acknowledgement>, IEntityTypeConfiguration<MentionRecord>
{
    private const string Live = "removed_at IS NULL";

    public void Configure(EntityTypeBuilder<Post> post)
    {
        post.ToTable("posts");
        post.Property(p => p.Title).HasMaxLength(Post.MaxTitleLength);
        post.HasOne(p => p.Group).WithMany().HasForeignKey(p => p.GroupId).OnDelete(DeleteBehavior.Cascade);
        post.HasOne(p => p.Author).WithMany().HasForeignKey(p => p.AuthorId).OnDelete(DeleteBehavior.Restrict);
        post.HasMany(p => p.Revisions).WithOne().HasForeignKey(r => r.PostId).OnDelete(DeleteBehavior.Cascade);
        post.Navigation(p => p.Revisions).UsePropertyAccessMode(PropertyAccessMode.Field);

        // The feed takes the newest of each of my groups: both orders, removed posts left out (FeedSql).
        post.HasIndex(p => new { p.GroupId, p.PublishedAt, p.Id }, "ix_posts_newest").IsDescending(false, true, true).HasFilter(Live);
        post.HasIndex(p => new { p.GroupId, p.LastActivityAt, p.Id }, "ix_posts_activity").IsDescending(false, true, true).HasFilter(Live);

        // The latest moment of all, removed posts included: TimelineClock and the watermark of a visit.
        post.HasIndex(p => p.LastActivityAt, "ix_posts_moment");
        post.HasIndex(p => new { p.PublishedAt, p.Id }, "ix_posts_important").IsDescending().HasFilter("important_at IS NOT NULL AND removed_at IS NULL");
        post.HasIndex(p => new { p.GroupId, p.PinnedAt }, "ix_posts_pinned").HasFilter("pinned_at IS NOT NULL");
        post.HasIndex(p => new { p.AuthorId, p.PublishedAt });
    }

    public void Configure(EntityTypeBuilder<PostRevision> revision)
    {
        revision.ToTable("post_revisions");

        // A post adds its own: an id that is there already must not look like a row that is.
        revision.Property(r => r.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<Comment> comment)
    {
        comment.ToTable("comments");
        comment.HasIndex(c => new { c.PostId, c.PublishedAt, c.Id });
        comment.HasIndex(c => c.AuthorId);
        comment.HasOne(c => c.Post).WithMany().HasForeignKey(c => c.PostId).OnDelete(DeleteBehavior.Cascade);
        comment.HasOne(c => c.Author).WithMany().HasForeignKey(c => c.AuthorId).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne(c => c.ReplyTo).WithMany().HasForeignKey(c => c.ReplyToId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<Reaction> reaction)
    {
        reaction.ToTable("reactions");
        reaction.HasKey(r => new { r.SubjectId, r.Kind, r.EmployeeId });
        reaction.HasOne<Employee>().WithMany().HasForeignKey(r => r.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SavedPost> saved)
    {
        saved.ToTable("saved_posts");
        saved.HasKey(s => new { s.EmployeeId, s.PostId });
        saved.HasOne<Employee>().WithMany().HasForeignKey(s => s.EmployeeId).OnDelete(DeleteBehavior.Cascade);
        saved.HasOne<Post>().WithMany().HasForeignKey(s => s.PostId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Acknowledgement> done)
    {
        done.ToTable("acknowledgements");
        done.HasKey(a => new { a.PostId, a.EmployeeId });
        done.HasOne<Post>().WithMany().HasForeignKey(a => a.PostId).OnDelete(DeleteBehavior.Cascade);
        done.HasOne<Employee>().WithMany().HasForeignKey(a => a.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<MentionRecord> mention)
    {
        mention.ToTable("mentions");
        mention.HasKey(m => new { m.SubjectId, m.MentionedId });
        mention.HasIndex(m => m.MentionedId);
    }
}
