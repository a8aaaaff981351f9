using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Intranet.Domain.Groups;
using Intranet.Tests.Chat;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Security;

/// <summary>The matrix of routes and that of the hub are asked of one application.</summary>
[CollectionDefinition]
public sealed class MatrixCollection : ICollectionFixture<MatrixFixture>;

/// <summary>
/// The application and everybody who asks it, once for all routes. Who reads, and who may not act, does so in one world for each
/// kind of group; only an act that is allowed needs a world of its own, and those are made many at a time.
/// </summary>
public sealed partial class MatrixFixture : IAsyncLifetime
{
    private const int Batch = 40;
    private readonly Dictionary<GroupAccess, MatrixWorld> shared = [];
    private readonly Dictionary<GroupAccess, Queue<MatrixWorld>> fresh = Enum.GetValues<GroupAccess>().ToDictionary(a => a, _ => new Queue<MatrixWorld>());
    private readonly ConcurrentDictionary<Who, Task<LivePage>> pages = [];
    private readonly SemaphoreSlim making = new(1);

    public IntranetApp App { get; } = new();
    internal Askers Askers { get; private set; } = null!;

    /// <summary>"GET /groups/{groupId}" and what stands behind it.</summary>
    public IReadOnlyList<KeyValuePair<string, RouteEndpoint>> Endpoints =>
        [.. App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["ANY"])
                .Select(method => KeyValuePair.Create($"{method} /{Constraints().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "}")}", endpoint)))];

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        Askers = await Askers.AssembleAsync(App);
        await MatrixWorld.KeepFileAsync(App);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in pages.Values) await (await page).DisposeAsync();
        Askers.Dispose();
        making.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>Where everybody looks; nobody changes a thing in it.</summary>
    internal async Task<MatrixWorld> WorldAsync(GroupAccess access)
    {
        if (!shared.TryGetValue(access, out var world)) shared[access] = world = await TakeWorldAsync(access);
        return world;
    }

    /// <summary>One that nobody else gets.</summary>
    internal async Task<MatrixWorld> TakeWorldAsync(GroupAccess access)
    {
        await making.WaitAsync();
        try
        {
            var queue = fresh[access];
            if (queue.Count == 0) foreach (var world in await MatrixWorld.MakeAsync(App, Askers, access, Batch)) queue.Enqueue(world);
            return queue.Dequeue();
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>The live connection of one of them, opened once.</summary>
    internal Task<LivePage> PageAsync(Who who) => pages.GetOrAdd(who, _ => LivePage.OpenAsync(App, Askers.Person(who)));

    [GeneratedRegex(@"(:\w+(\([^)]*\))?)+\}")]
    private static partial Regex Constraints();
}
