using Intranet.Domain.Accounts;
using Intranet.Domain.Audit;
using Intranet.Domain.Branding;
using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Notifications;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Jobs;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Infrastructure.Data;

/// <summary>Everything that is kept. Written the same way for SQLite and PostgreSQL; each feature maps its own in a <c>…Map</c>.</summary>
public abstract class IntranetDb(DbContextOptions options) : IdentityUserContext<Account, Guid>(options)
{
    private readonly WriteGate gate = options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<WriteGate>() ?? new WriteGate();
    private bool isInsideGate;
    private bool hasNewJobs;
    private readonly List<Action> onceCommitted = [];

    public DbSet<Employee> Employees => Set<Employee>();
    public DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<EntryLink> EntryLinks => Set<EntryLink>();
    public DbSet<Slip> Slips => Set<Slip>();
    public DbSet<Attempt> Attempts => Set<Attempt>();
    public DbSet<SecondFactorReset> SecondFactorResets => Set<SecondFactorReset>();
    public DbSet<Group> Groups => Set<Group>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<JoinRequest> JoinRequests => Set<JoinRequest>();
    public DbSet<GroupInvitation> GroupInvitations => Set<GroupInvitation>();
    public DbSet<MembershipRule> MembershipRules => Set<MembershipRule>();
    public DbSet<RuleException> RuleExceptions => Set<RuleException>();
    public DbSet<GroupFolder> GroupFolders => Set<GroupFolder>();
    public DbSet<GroupFile> GroupFiles => Set<GroupFile>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<PostRevision> PostRevisions => Set<PostRevision>();
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<Reaction> Reactions => Set<Reaction>();
    public DbSet<Poll> Polls => Set<Poll>();
    public DbSet<PollOption> PollOptions => Set<PollOption>();
    public DbSet<PollVote> PollVotes => Set<PollVote>();
    public DbSet<Gathering> Gatherings => Set<Gathering>();
    public DbSet<Attendance> Attendances => Set<Attendance>();
    public DbSet<PostDraft> PostDrafts => Set<PostDraft>();
    public DbSet<SavedPost> SavedPosts => Set<SavedPost>();
    public DbSet<Acknowledgement> Acknowledgements => Set<Acknowledgement>();
    public DbSet<MentionRecord> Mentions => Set<MentionRecord>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<Participant> Participants => Set<Participant>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<MessageReaction> MessageReactions => Set<MessageReaction>();
    public DbSet<MessageMention> MessageMentions => Set<MessageMention>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<ChatSettings> ChatSettings => Set<ChatSettings>();
    public DbSet<ChatPreferences> ChatPreferences => Set<ChatPreferences>();
    public DbSet<StoredFile> Files => Set<StoredFile>();
    public DbSet<CorrectionRequest> CorrectionRequests => Set<CorrectionRequest>();
    public DbSet<StaffImport> StaffImports => Set<StaffImport>();
    public DbSet<StaffLayout> StaffLayouts => Set<StaffLayout>();
    public DbSet<KeptImport> KeptImports => Set<KeptImport>();
    public DbSet<StaffPreview> StaffPreviews => Set<StaffPreview>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<Removal> Removals => Set<Removal>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<Report> Reports => Set<Report>();
    public DbSet<CaseNote> CaseNotes => Set<CaseNote>();
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<HouseRules> HouseRules => Set<HouseRules>();
    public DbSet<HouseRulesAcceptance> HouseRulesAcceptances => Set<HouseRulesAcceptance>();
    public DbSet<AuditRecord> AuditRecords => Set<AuditRecord>();
    public DbSet<Job> Jobs => Set<Job>();

    public bool IsSqlite => Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);

    /// <summary>Does several writes in one transaction: all or nothing.</summary>
    /// <remarks>SQLite has one writer: without the gate competing writers starve for seconds (performance.md).</remarks>
    public async Task<T> WriteAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        if (Database.CurrentTransaction is not null) return await work();

        hasNewJobs = false;
        onceCommitted.Clear();
        T result;
        using (await EnterGateAsync(cancel))
        {
            await using var transaction = await Database.BeginTransactionAsync(cancel);
            result = await work();
            await transaction.CommitAsync(cancel);
        }

        // Not sooner: who is woken before the commit finds nothing, and sleeps on.
        RingForJobs();
        Action[] tells = [.. onceCommitted];
        onceCommitted.Clear();
        foreach (var tell in tells) tell();
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<Task> work, CancellationToken cancel) =>
        WriteAsync(async () => { await work(); return true; }, cancel);

    /// <summary>From here to the commit one writer at a time: who asks for the same turn waits. On SQLite writers wait for each other anyway.</summary>
    /// <exception cref="InvalidOperationException">Outside <see cref="WriteAsync{T}"/>: there is no commit to wait for.</exception>
    public async Task OneAtATimeAsync(Turn turn, CancellationToken cancel)
    {
        if (Database.CurrentTransaction is null) throw new InvalidOperationException("A turn is only kept inside a transaction.");
        if (!IsSqlite) await Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({(int)turn})", cancel);
    }

    /// <summary>For what others read at once when they hear of it: not before they can, and never when it is undone. Outside a transaction it is now.</summary>
    public void OnceCommitted(Action tell)
    {
        if (Database.CurrentTransaction is null) tell();
        else onceCommitted.Add(tell);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        hasNewJobs |= ChangeTracker.Entries<Job>().Any(e => e.State == EntityState.Added);
        int rows;
        using (await EnterGateAsync(cancellationToken))
        {
            rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        if (Database.CurrentTransaction is null) RingForJobs();
        return rows;
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(IntranetDb).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    private void RingForJobs()
    {
        if (!hasNewJobs) return;

        hasNewJobs = false;
        gate.RingForJobs();
    }

    private async Task<IDisposable?> EnterGateAsync(CancellationToken cancel)
    {
        if (isInsideGate || !IsSqlite) return null;

        var pass = await gate.EnterAsync(cancel);
        isInsideGate = true;
        return new Leaving(() => { isInsideGate = false; pass.Dispose(); });
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }

    /// <summary>SQLite keeps no kind with a time and PostgreSQL takes only UTC, so what is read is marked.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        time => time.ToUniversalTime(), time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}

public sealed class SqliteIntranetDb(DbContextOptions<SqliteIntranetDb> options) : IntranetDb(options);

public sealed class PostgresIntranetDb(DbContextOptions<PostgresIntranetDb> options) : IntranetDb(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // Letter by letter, as SQLite does: a language's own order would skip the spaces that keep names apart.
        builder.Entity<Employee>().Property(e => e.SortKey).UseCollation("C");
    }
}

/// <summary>What only one writer at a time may do: numbers of locks in PostgreSQL, any, as long as they differ.</summary>
public enum Turn
{
    Timeline = 740_501,
    Invitations,
}
