using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Chat;

internal sealed class ChatMap :
    IEntityTypeConfiguration<Conversation>, IEntityTypeConfiguration<Participant>, IEntityTypeConfiguration<Message>,
    IEntityTypeConfiguration<MessageReaction>, IEntityTypeConfiguration<MessageMention>, IEntityTypeConfiguration<Draft>, IEntityTypeConfiguration<ChatSettings>, IEntityTypeConfiguration<ChatPreferences>
{
    public void Configure(EntityTypeBuilder<Conversation> conversation)
    {
        conversation.ToTable("conversations");
        conversation.Property(c => c.Title).HasMaxLength(Conversation.MaxTitleLength);
        conversation.Property(c => c.Pair).HasMaxLength(64);
        conversation.HasIndex(c => c.Pair).IsUnique();
        conversation.HasIndex(c => c.GroupId).IsUnique();
        conversation.HasOne<Group>().WithMany().HasForeignKey(c => c.GroupId).OnDelete(DeleteBehavior.Cascade);
        conversation.HasMany(c => c.Participants).WithOne().HasForeignKey(p => p.ConversationId).OnDelete(DeleteBehavior.Cascade);
        conversation.Navigation(c => c.Participants).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<Participant> participant)
    {
        participant.ToTable("participants");
        participant.HasKey(p => new { p.ConversationId, p.EmployeeId });
        participant.HasIndex(p => new { p.EmployeeId, p.ConversationId });
        participant.HasOne<Employee>().WithMany().HasForeignKey(p => p.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.ToTable("messages");
        message.HasKey(m => new { m.ConversationId, m.Seq });
        message.Property(m => m.Seq).ValueGeneratedNever();

        // What makes sending twice harmless.
        message.HasIndex(m => new { m.AuthorId, m.ClientId }).IsUnique();

        // Catching up: what changed after a number.
        message.HasIndex(m => new { m.ConversationId, m.RevSeq });

        // What somebody said in the last two minutes: a number in pieces.
        message.HasIndex(m => new { m.AuthorId, m.SentAt });
        message.HasIndex(m => m.Id).IsUnique();
        message.HasOne<Conversation>().WithMany().HasForeignKey(m => m.ConversationId).OnDelete(DeleteBehavior.Cascade);
        message.HasOne<Employee>().WithMany().HasForeignKey(m => m.AuthorId).OnDelete(DeleteBehavior.Restrict);
        message.HasMany(m => m.Reactions).WithOne().HasForeignKey(r => new { r.ConversationId, r.Seq }).OnDelete(DeleteBehavior.Cascade);
        message.Navigation(m => m.Reactions).UsePropertyAccessMode(PropertyAccessMode.Field);
        message.HasMany(m => m.Mentions).WithOne().HasForeignKey(m => new { m.ConversationId, m.Seq }).OnDelete(DeleteBehavior.Cascade);
        message.Navigation(m => m.Mentions).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<MessageReaction> reaction)
    {
        reaction.ToTable("message_reactions");
        reaction.HasKey(r => new { r.ConversationId, r.Seq, r.EmployeeId, r.Kind });
        reaction.HasOne<Employee>().WithMany().HasForeignKey(r => r.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<MessageMention> mention)
    {
        mention.ToTable("message_mentions");
        mention.HasKey(m => new { m.ConversationId, m.Seq, m.EmployeeId });
        mention.HasOne<Employee>().WithMany().HasForeignKey(m => m.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Draft> draft)
    {
        draft.ToTable("drafts");
        draft.HasKey(d => new { d.EmployeeId, d.ConversationId });
        draft.HasOne<Conversation>().WithMany().HasForeignKey(d => d.ConversationId).OnDelete(DeleteBehavior.Cascade);
        draft.HasOne<Employee>().WithMany().HasForeignKey(d => d.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ChatSettings> settings)
    {
        settings.ToTable("chat_settings");
        settings.Property(s => s.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<ChatPreferences> preferences)
    {
        preferences.ToTable("chat_preferences");
        preferences.HasKey(p => p.EmployeeId);
        preferences.HasOne<Employee>().WithOne().HasForeignKey<ChatPreferences>(p => p.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }
}
