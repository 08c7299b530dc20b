using System.Globalization;
using System.Text.Json.Nodes;

namespace Everlatch.Cli.Tests.Deploy;

/// <summary>deploy/compose is what the Compose specification takes, and what the product knows.</summary>
public sealed class ComposeTests
{
    private const string File = "compose/compose.yaml";

    private static readonly Dictionary<string, (string Section, int Drain, int Shutdown)> Stopping = new()
    {
        ["server"] = ("SERVER", 5, 25), ["edge"] = ("EDGE", 5, 30),
    };

    [Fact]
    public async Task It_is_what_compose_takes()
    {
        var (_, errors) = await DeployFiles.ReadAsync("compose", DeployFiles.Text(File));
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("stop_grace_period", "stop_grace")]
    [InlineData("condition: service_completed_successfully", "condition: service_done")]
    [InlineData("read_only: true\n  cap_drop", "read_only: yes please\n  cap_drop")]
    public async Task What_it_does_not_know_or_take_is_refused(string good, string bad)
    {
        var text = DeployFiles.Text(File);
        Assert.Contains(good, text, StringComparison.Ordinal);
        var (_, errors) = await DeployFiles.ReadAsync("compose", text.Replace(good, bad, StringComparison.Ordinal));
        Assert.NotEmpty(errors);
    }

    [Fact]
    public async Task Every_command_line_is_one_that_the_product_runs_and_every_variable_a_setting()
    {
        var services = await OursAsync();
        Assert.Equal(["edge", "migrate", "server", "verify"], services.Keys.Order());
        Assert.All(services.Values, service =>
        {
            ProductWords.Runs(Manifests.Words(service["command"]));
            Assert.All(service["environment"]!.AsObject(), variable => ProductWords.Knows(variable.Key));
            if (service["healthcheck"] is { } check)
            {
                var line = Manifests.Words(check["test"]);
                Assert.Equal(["CMD", "/opt/everlatch/everlatch"], line[..2]);
                ProductWords.Runs(line[2..]);
                Assert.Contains(line[^1][^4..], service["environment"]!.ToJsonString(), StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public async Task A_server_starts_when_the_database_itself_was_found_to_fit()
    {
        var services = await OursAsync();
        Assert.Equal("service_healthy", Condition(services["migrate"], "postgres"));
        Assert.Equal("service_completed_successfully", Condition(services["verify"], "migrate"));
        Assert.Equal("service_completed_successfully", Condition(services["server"], "verify"));
        Assert.Equal("service_healthy", Condition(services["edge"], "server"));
    }

    [Fact]
    public async Task What_stops_has_the_time_that_it_was_promised()
    {
        var services = await OursAsync();
        Assert.All(Stopping, each =>
        {
            var (section, drain, shutdown) = each.Value;
            var environment = services[each.Key]["environment"]!;
            Assert.Null(environment[$"EVERLATCH__{section}__DRAINSECONDS"]);
            Assert.Null(environment[$"EVERLATCH__{section}__SHUTDOWNSECONDS"]);
            var grace = int.Parse(
                ((string)services[each.Key]["stop_grace_period"]!).TrimEnd('s'), CultureInfo.InvariantCulture);
            Assert.InRange(drain + shutdown, 1, grace - 1);
        });
    }

    [Fact]
    public void Its_slots_are_those_of_a_pod() =>
        Assert.Equal(DeployFiles.Text("kubernetes/base/slots.json"), DeployFiles.Text("compose/slots.json"));

    private static string Condition(JsonNode service, string on) => (string)service["depends_on"]![on]!["condition"]!;

    private static async Task<Dictionary<string, JsonNode>> OursAsync()
    {
        var (documents, _) = await DeployFiles.ReadAsync("compose", DeployFiles.Text(File));
        return documents[0]["services"]!.AsObject().Where(service => (string?)service.Value!["image"] == "everlatch:local")
            .ToDictionary(service => service.Key, service => service.Value!);
    }
}
