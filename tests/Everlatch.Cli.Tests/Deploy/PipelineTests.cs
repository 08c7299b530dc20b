using System.Text.Json.Nodes;

namespace Everlatch.Cli.Tests.Deploy;

/// <summary>The ready steps for GitHub Actions and GitLab: what is taken, what is known, and when they roll back.</summary>
public sealed class PipelineTests : IDisposable
{
    private const string GitHub = "github/release.yml";
    private const string GitLab = "gitlab/release.gitlab-ci.yml";
    private static readonly string[] Order =
    [
        "release build", "release verify", "schema lint", "schema lint", "schema prove", "schema prove", "release plan",
        "release deploy", "health --url", "health --url",
    ];

    private readonly ShellSteps shell = new();

    public void Dispose() => shell.Dispose();

    [Theory]
    [InlineData("github", GitHub)]
    [InlineData("gitlab", GitLab)]
    public async Task They_are_what_is_taken_there(string kind, string file) =>
        Assert.Empty((await DeployFiles.ReadAsync(kind, DeployFiles.Text(file))).Errors);

    [Theory]
    [InlineData("github", GitHub, "runs-on", "run-on")]
    [InlineData("github", GitHub, "failure() &&", "failed() &&")]
    [InlineData("gitlab", GitLab, "  resource_group:", "  resources_group:")]
    [InlineData("gitlab", GitLab, "interruptible: false", "interruptible: never")]
    public async Task What_is_not_known_or_taken_there_is_refused(string kind, string file, string good, string bad)
    {
        var text = DeployFiles.Text(file);
        Assert.Contains(good, text, StringComparison.Ordinal);
        Assert.NotEmpty((await DeployFiles.ReadAsync(kind, text.Replace(good, bad, StringComparison.Ordinal))).Errors);
    }

    [Theory]
    [InlineData("github")]
    [InlineData("gitlab")]
    public async Task Their_steps_call_the_gates_in_order_with_what_the_product_runs(string kind)
    {
        var (exit, calls) = await RunAsync(kind);
        Assert.Equal(0, exit);
        Assert.Equal(Order, Verbs(calls));
        Assert.All(Ours(calls), call =>
        {
            ProductWords.Runs(call[1..]);
            Assert.DoesNotContain(call, word => word.Contains('$', StringComparison.Ordinal) || word.Length == 0);
        });
    }

    [Theory]
    [InlineData("github")]
    [InlineData("gitlab")]
    public async Task A_gate_that_refuses_ends_them_before_the_deploy(string kind)
    {
        foreach (var gate in (string[])["release verify", "schema lint", "schema prove", "release plan"])
        {
            var (exit, calls) = await RunAsync(kind, gate);
            Assert.NotEqual(0, exit);
            Assert.Equal(gate, Verbs(calls)[^1]);
        }
    }

    [Theory]
    [InlineData("github")]
    [InlineData("gitlab")]
    public async Task They_roll_back_what_settled_and_not_what_went_back_by_itself(string kind)
    {
        var (exit, calls) = await RunAsync(kind, "release deploy");
        Assert.NotEqual(0, exit);
        Assert.Equal("release deploy", Verbs(calls)[^1]);

        (exit, calls) = await RunAsync(kind, "health");
        Assert.NotEqual(0, exit);
        Assert.Equal((string[])[.. Order[..^1], "release rollback"], Verbs(calls));
        ProductWords.Runs(Ours(calls).Last()[1..]);
    }

    [Fact]
    public async Task They_may_read_the_repository_and_no_more()
    {
        var (documents, _) = await DeployFiles.ReadAsync("github", DeployFiles.Text(GitHub));
        Assert.Equal("""{"contents":"read"}""", documents[0]["permissions"]!.ToJsonString());
        Assert.All(documents[0]["jobs"]!.AsObject(), job => Assert.Null(job.Value!["permissions"]));

        // A text of others in a step's text would be run.
        Assert.All(Jobs(documents[0]).SelectMany(Steps), step =>
            Assert.DoesNotContain("${{", (string?)step["run"] ?? "", StringComparison.Ordinal));
        Assert.False((bool)documents[0]["concurrency"]!["cancel-in-progress"]!);
    }

    private static IEnumerable<JsonNode> Jobs(JsonNode workflow) => workflow["jobs"]!.AsObject().Select(job => job.Value!);

    private static IEnumerable<JsonNode> Steps(JsonNode job) => Manifests.Items(job["steps"]);

    private static IEnumerable<string[]> Ours(IEnumerable<string[]> calls) => calls.Where(call => call[0] == "everlatch");

    private static string[] Verbs(IEnumerable<string[]> calls) =>
        [.. Ours(calls).Select(call => string.Join(' ', call[1..].Take(2)))];

    private async Task<(int Exit, IReadOnlyList<string[]> Calls)> RunAsync(string kind, string fails = "")
    {
        var (documents, _) = await DeployFiles.ReadAsync(kind, DeployFiles.Text(kind == "github" ? GitHub : GitLab));
        return kind == "github"
            ? await RunGitHubAsync(documents[0], fails)
            : await shell.RunAsync(
                ((string[])["build", "gates", "deploy"]).Select(job =>
                    string.Join('\n', Manifests.Words(documents[0][job]!["script"]))),
                Told(documents[0][".live"]!["variables"]!),
                fails);
    }

    private async Task<(int Exit, IReadOnlyList<string[]> Calls)> RunGitHubAsync(JsonNode workflow, string fails)
    {
        var steps = Jobs(workflow).SelectMany(Steps).Where(step => step["run"] is not null).ToArray();
        var told = Told(workflow["jobs"]!["deploy"]!["env"]!);
        var (exit, calls) = await shell.RunAsync(
            steps.Where(step => step["if"] is null).Select(step => (string)step["run"]!), told, fails);

        // The one step that runs after a failure says after which.
        var back = Assert.Single(steps, step => step["if"] is not null);
        Assert.Equal("failure() && steps.deploy.outcome == 'success'", (string)back["if"]!);
        Assert.Contains(
            "everlatch release deploy",
            (string)Assert.Single(steps, step => (string?)step["id"] == "deploy")["run"]!,
            StringComparison.Ordinal);
        var hasSettled = Verbs(calls).Contains("health --url");
        return exit != 0 && hasSettled
            ? (exit, [.. calls, .. (await shell.RunAsync([(string)back["run"]!], told)).Calls])
            : (exit, calls);
    }

    private static Dictionary<string, string> Told(JsonNode variables)
    {
        var told = variables.AsObject().ToDictionary(each => each.Key, each => (string)each.Value!);
        Assert.All(told.Keys.Where(name => name.StartsWith("EVERLATCH", StringComparison.Ordinal)), ProductWords.Knows);
        (told["RELEASE_KEY"], told["RELEASE_KEY_FILE"]) = ("a key", "release.key");
        (told["RELEASE"], told["CI_COMMIT_TAG"]) = ("/srv/releases/v1.5.0", "v1.5.0");
        return told;
    }
}
