using Intranet.Domain.Directory;
using Intranet.Domain.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Timeline;

internal sealed class PostMap :
    IEntityTypeConfiguration<Post>, IEntityTypeConfiguration<PostRevision>, IEntityTypeConfiguration<Comment>, IEntityTypeConfiguration<Reaction>,
    IEntityTypeConfiguration<Poll>, IEntityTypeConfiguration<PollOption>, IEntityTypeConfiguration<PollVote>, IEntityTypeConfiguration<Gathering>,
    IEntityTypeConfiguration<Attendance>, IEntityTypeConfiguration<PostDraft>, IEntityTypeConfiguration<SavedPost>, IEntityTypeConfiguration<Acknowledgement>, IEntityTypeConfiguration<MentionRecord>
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
        post.HasOne(p => p.Praised).WithMany().HasForeignKey(p => p.PraisedId).OnDelete(DeleteBehavior.SetNull);
        post.HasOne(p => p.Poll).WithOne().HasForeignKey<Poll>(p => p.PostId).OnDelete(DeleteBehavior.Cascade);
        post.HasOne(p => p.Gathering).WithOne(g => g.Post).HasForeignKey<Gathering>(g => g.PostId).OnDelete(DeleteBehavior.Cascade);

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

    public void Configure(EntityTypeBuilder<Poll> poll)
    {
        poll.ToTable("polls");
        poll.HasKey(p => p.PostId);
        poll.HasMany(p => p.Options).WithOne().HasForeignKey(o => o.PollId).OnDelete(DeleteBehavior.Cascade);
        poll.Navigation(p => p.Options).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<PollOption> option)
    {
        option.ToTable("poll_options");
        option.Property(o => o.Id).ValueGeneratedNever();
        option.Property(o => o.Text).HasMaxLength(PollOption.MaxLength);
    }

    public void Configure(EntityTypeBuilder<PollVote> vote)
    {
        vote.ToTable("poll_votes");
        vote.HasKey(v => new { v.OptionId, v.EmployeeId });
        vote.HasIndex(v => new { v.PollId, v.EmployeeId });
        vote.HasOne<PollOption>().WithMany().HasForeignKey(v => v.OptionId).OnDelete(DeleteBehavior.Cascade);
        vote.HasOne<Employee>().WithMany().HasForeignKey(v => v.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Gathering> gathering)
    {
        gathering.ToTable("gatherings");
        gathering.HasKey(g => g.PostId);
        gathering.Property(g => g.Zone).HasMaxLength(60);
        gathering.Property(g => g.Location).HasMaxLength(Gathering.MaxLocationLength);
        gathering.Ignore(g => g.Time);
        gathering.HasIndex(g => g.EndsAt);
    }

    public void Configure(EntityTypeBuilder<Attendance> attendance)
    {
        attendance.ToTable("attendances");
        attendance.HasKey(a => new { a.GatheringId, a.EmployeeId });
        attendance.HasOne<Gathering>().WithMany().HasForeignKey(a => a.GatheringId).OnDelete(DeleteBehavior.Cascade);
        attendance.HasOne<Employee>().WithMany().HasForeignKey(a => a.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PostDraft> draft)
    {
        draft.ToTable("post_drafts");
        draft.Property(d => d.Title).HasMaxLength(Post.MaxTitleLength);
        draft.Property(d => d.HeldBackBy).HasMaxLength(40);
        draft.HasIndex(d => d.AuthorId);
        draft.HasOne<Employee>().WithMany().HasForeignKey(d => d.AuthorId).OnDelete(DeleteBehavior.Cascade);
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
