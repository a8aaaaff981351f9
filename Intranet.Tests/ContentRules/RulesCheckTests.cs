using System.Text.Json;
using Intranet.Domain.ContentRules;
using Intranet.Web.ContentRules;

namespace Intranet.Tests.ContentRules;

public sealed class RulesCheckTests
{
    [Fact]
    public async Task Each_line_is_answered_with_its_own_id()
    {
        var (answers, unreadable) = await AskAsync("""
            {"id":"a","text":"bsn 247594064"}
            {"id":7,"text":"247594064"}
            {"text":"goedemorgen"}
            {"id":"f","text":"","fileName":"bsn_247594064.pdf"}
            """);

        Assert.Equal(
            ["""{"id":"a","verdict":"block","rule":"bsn"}""", """{"id":7,"verdict":"warn","rule":"bsn"}""", """{"id":null,"verdict":"allow","rule":null}""", """{"id":"f","verdict":"block","rule":"bsn"}"""],
            answers);
        Assert.Equal(0, unreadable);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_named_and_the_next_one_is_answered()
    {
        var (answers, unreadable) = await AskAsync("{\"id\":1,\"text\":\n[]\n{\"id\":2}\n{\"id\":3,\"text\":4}\n\n{\"id\":5,\"text\":\"bsn 247594064\"}");

        Assert.Equal(5, answers.Count);
        Assert.Equal(4, unreadable);
        Assert.Equal([1, 2, 3, 4], answers.Take(4).Select(answer => JsonDocument.Parse(answer).RootElement.GetProperty("line").GetInt32()));
        Assert.All(answers.Take(4), answer => Assert.NotEqual("", JsonDocument.Parse(answer).RootElement.GetProperty("error").GetString()));
        Assert.Contains("block", answers[4], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":1,"text":"\uD83D bsn 247594064"}""", """{"id":1,"verdict":"block","rule":"bsn"}""")]
    [InlineData("""{"id":2,"text":"\uDE00\\uD83D bsn 247594064"}""", """{"id":2,"verdict":"block","rule":"bsn"}""")]
    [InlineData("""{"id":"\uD83D\uDE00","text":"\uD83D\uDE00 goedemorgen"}""", """{"id":"\uD83D\uDE00","verdict":"allow","rule":null}""")]
    public async Task Half_a_character_does_not_keep_the_rest_from_being_judged(string question, string expected)
    {
        var (answers, unreadable) = await AskAsync(question);
        Assert.Equal((expected, 0), (Assert.Single(answers), unreadable));
    }

    [Fact]
    public async Task An_answer_comes_before_the_next_question()
    {
        var output = new StringWriter();
        var input = new Questions(
            () => """{"id":1,"text":"x"}""",
            () => { Assert.Contains("\"id\":1", output.ToString(), StringComparison.Ordinal); return null; });
        await new RulesCheck(ContentRuleSet.Default()).RunAsync(input, output, TestContext.Current.CancellationToken);
        Assert.True(input.AllAsked);
    }

    private static async Task<(List<string> Answers, int Unreadable)> AskAsync(string questions)
    {
        var output = new StringWriter();
        var unreadable = await new RulesCheck(ContentRuleSet.Default()).RunAsync(new StringReader(questions), output, TestContext.Current.CancellationToken);
        return ([.. output.ToString().Split(output.NewLine, StringSplitOptions.RemoveEmptyEntries)], unreadable);
    }

    private sealed class Questions(params Func<string?>[] lines) : TextReader
    {
        private int next;

        public bool AllAsked => next == lines.Length;

        public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => ValueTask.FromResult(lines[next++]());
    }
}
