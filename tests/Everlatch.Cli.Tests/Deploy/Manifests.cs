using System.Text.Json.Nodes;

namespace Everlatch.Cli.Tests.Deploy;

/// <summary>What every overlay of deploy/kubernetes comes to.</summary>
public sealed class Manifests : IAsyncLifetime
{
    private static readonly string[] Folders =
    [
        .. from region in (string[])["eu", "us"]
           from kind in (string[])["servers", "migration", "validation", "rollout"]
           select $"regions/{region}/{kind}",
    ];

    /// <summary>All of them as one text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The documents.</summary>
    public IReadOnlyList<JsonNode> Documents { get; private set; } = [];

    /// <summary>What Kubernetes and Argo refuse.</summary>
    public IReadOnlyList<string> Errors { get; private set; } = [];

    /// <summary>The specifications of all pods that are made.</summary>
    internal IEnumerable<JsonNode> Pods => Documents.SelectMany(PodsOf);

    /// <summary>All containers of them, those that run first too.</summary>
    internal IEnumerable<JsonNode> Containers => Pods.SelectMany(ContainersOf);

    public async ValueTask InitializeAsync()
    {
        Text = string.Join("\n---\n", await Task.WhenAll(Folders.Select(DeployFiles.RenderAsync)));
        (Documents, Errors) = await DeployFiles.ReadAsync("kubernetes", Text);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The documents of a kind.</summary>
    internal IEnumerable<JsonNode> Of(string kind) => Documents.Where(document => (string)document["kind"]! == kind);

    /// <summary>The containers of a pod.</summary>
    internal static IEnumerable<JsonNode> ContainersOf(JsonNode pod) =>
        Items(pod["initContainers"]).Concat(Items(pod["containers"]));

    /// <summary>What a list holds; nothing where there is none.</summary>
    internal static IEnumerable<JsonNode> Items(JsonNode? list) => (list as JsonArray ?? []).Select(item => item!);

    /// <summary>The values of a list of texts.</summary>
    internal static string[] Words(JsonNode? list) => [.. Items(list).Select(word => (string)word!)];

    private static IEnumerable<JsonNode> PodsOf(JsonNode node) => node switch
    {
        JsonObject pod when pod.ContainsKey("containers") => [pod],
        JsonObject parts => parts.Where(part => part.Value is not null).SelectMany(part => PodsOf(part.Value!)),
        JsonArray items => items.Where(item => item is not null).SelectMany(item => PodsOf(item!)),
        _ => [],
    };
}
