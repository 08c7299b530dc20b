using System.Globalization;
using System.Text.Json.Nodes;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Deploy;

/// <summary>deploy/kubernetes is what Kubernetes and Argo Rollouts take, and what the product knows.</summary>
public sealed class KubernetesTests(Manifests manifests) : IClassFixture<Manifests>
{
    private const string Program = "/opt/everlatch/everlatch";

    [Fact]
    public void Every_overlay_is_what_kubernetes_and_argo_take()
    {
        Assert.Empty(manifests.Errors);
        Assert.Equal(
            [
                "AnalysisTemplate", "ConfigMap", "Deployment", "Job", "NetworkPolicy", "PodDisruptionBudget", "Rollout",
                "Service", "ServiceAccount",
            ],
            manifests.Documents.Select(document => (string)document["kind"]!).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("preStop:", "preStopp:", "preStopp")]
    [InlineData("backoffLimit: 0", "backoffLimit: none", "number")]
    [InlineData("setWeight:", "setWeigth:", "setWeigth")]
    [InlineData("maxUnavailable: 1", "maxUnavailables: 1", "maxUnavailables")]
    [InlineData("policyTypes:", "policyType:", "policyType")]
    [InlineData("image: registry", "picture: registry", "picture")]
    public async Task What_they_do_not_know_or_take_is_refused(string good, string bad, string named)
    {
        Assert.Contains(good, manifests.Text, StringComparison.Ordinal);
        var (_, errors) = await DeployFiles.ReadAsync("kubernetes", manifests.Text.Replace(good, bad, StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_line_is_one_that_the_product_runs_and_every_variable_a_setting()
    {
        Assert.NotEmpty(manifests.Containers);
        Assert.All(manifests.Containers, container =>
        {
            string[] line = [.. Manifests.Words(container["command"]), .. Manifests.Words(container["args"])];
            Assert.Contains(line[0], (string[])[Program, "/usr/bin/install"]);
            if (line[0] == Program)
            {
                ProductWords.Runs(line[1..]);
            }

            Assert.All(Manifests.Items(container["env"]), variable => ProductWords.Knows((string)variable["name"]!));
        });
        Assert.All(
            manifests.Of("ConfigMap").Where(map => Name(map).StartsWith("everlatch-settings", StringComparison.Ordinal)),
            map => Assert.All(map["data"]!.AsObject(), setting => ProductWords.Knows(setting.Key)));
    }

    [Fact]
    public void Probes_ask_the_paths_of_health_at_the_port_where_their_container_listens()
    {
        var probed = manifests.Containers.Where(container => container["readinessProbe"] is not null).ToArray();
        Assert.Equal(8, probed.Length);
        Assert.All(probed, container =>
        {
            Assert.Equal("/health/live", Ask(container, "startupProbe"));
            Assert.Equal("/health/ready", Ask(container, "readinessProbe"));
            Assert.Equal("/health/live", Ask(container, "livenessProbe"));
        });
    }

    [Fact]
    public void Services_lead_to_ports_that_a_container_has_and_policies_let_to_them()
    {
        var ports = manifests.Containers.SelectMany(container => Manifests.Items(container["ports"]))
            .ToLookup(port => (string)port["name"]!, port => (int)port["containerPort"]!);
        Assert.All(
            manifests.Of("Service").SelectMany(service => Manifests.Items(service["spec"]!["ports"])),
            port => Assert.True(ports.Contains((string)port["targetPort"]!), port.ToJsonString()));
        var open = manifests.Of("NetworkPolicy").SelectMany(policy => Manifests.Items(policy["spec"]!["ingress"]))
            .SelectMany(rule => Manifests.Items(rule["ports"])).Select(port => (int)port["port"]!);
        Assert.Equal(ports.SelectMany(port => port).Distinct().Order(), open.Distinct().Order());
    }

    [Fact]
    public void A_pod_stops_its_edge_before_its_server_and_both_have_the_time_they_were_promised()
    {
        var pods = manifests.Of("Deployment").Select(deployment => deployment["spec"]!["template"]!["spec"]!).ToArray();
        Assert.Equal(4, pods.Length);
        Assert.All(pods, pod =>
        {
            var all = Manifests.Items(pod["containers"]).ToDictionary(container => (string)container["name"]!);
            var edge = Sleep(all["edge"]) + Seconds(all["edge"], "EVERLATCH__EDGE__DRAINSECONDS")
                + Seconds(all["edge"], "EVERLATCH__EDGE__SHUTDOWNSECONDS");
            Assert.InRange(edge, 1, Sleep(all["server"]));
            var server = Sleep(all["server"]) + Seconds(all["server"], "EVERLATCH__SERVER__DRAINSECONDS")
                + Seconds(all["server"], "EVERLATCH__SERVER__SHUTDOWNSECONDS");
            Assert.InRange(server, 1, (int)pod["terminationGracePeriodSeconds"]! - 1);
        });
    }

    [Fact]
    public void No_container_may_more_than_it_needs()
    {
        Assert.All(manifests.Pods, pod =>
        {
            Assert.True((bool)pod["securityContext"]!["runAsNonRoot"]!);
            Assert.Equal("RuntimeDefault", (string?)pod["securityContext"]!["seccompProfile"]!["type"]);
            Assert.False((bool)pod["automountServiceAccountToken"]!);
        });
        Assert.All(manifests.Containers, container =>
        {
            var context = container["securityContext"]!;
            Assert.False((bool)context["allowPrivilegeEscalation"]!);
            Assert.True((bool)context["readOnlyRootFilesystem"]!);
            Assert.Equal(["ALL"], Manifests.Words(context["capabilities"]!["drop"]));
            Assert.NotNull(container["resources"]!["requests"]!["memory"]);
        });
    }

    [Fact]
    public void What_an_operator_has_to_make_is_on_the_page()
    {
        var page = File.ReadAllText(Checkout.PathOf("docs/operations/orchestrators.md"));
        var made = manifests.Of("ConfigMap").Select(Name).ToHashSet();
        var volumes = manifests.Pods.SelectMany(pod => Manifests.Items(pod["volumes"])).ToArray();
        var needed = volumes.Select(volume => (string?)volume["secret"]?["secretName"] ?? (string?)volume["configMap"]?["name"])
            .OfType<string>().Where(name => !made.Contains(name)).Distinct();
        Assert.All(needed, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mounted_secret_becomes_a_file_of_its_user_alone()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("everlatch-keys-");
        try
        {
            var (secret, keys) = (folder.CreateSubdirectory("secret"), folder.CreateSubdirectory("keys"));
            var lines = manifests.Containers.Select(container => Manifests.Words(container["command"]))
                .Where(line => line[0] == "/usr/bin/install").DistinctBy(line => line[^1]).ToArray();
            Assert.Equal(["master.key", "probes.json"], lines.Select(line => Path.GetFileName(line[^1])).Order());
            foreach (var line in lines)
            {
                var file = Path.Combine(secret.FullName, Path.GetFileName(line[^1]));
                await File.WriteAllTextAsync(file, "x", TestContext.Current.CancellationToken);
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
                await Testing.Processes.Script.RunAsync(
                    new System.Diagnostics.ProcessStartInfo(line[0], [.. line[1..^2], keys.FullName, file]));
                Assert.Equal(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite,
                    File.GetUnixFileMode(Path.Combine(keys.FullName, Path.GetFileName(file))));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Name(JsonNode document) => (string)document["metadata"]!["name"]!;

    private static string Value(JsonNode container, string variable) => (string)Manifests.Items(container["env"])
        .Single(each => (string)each["name"]! == variable)["value"]!;

    private static int Seconds(JsonNode container, string variable) =>
        int.Parse(Value(container, variable), CultureInfo.InvariantCulture);

    private static int Sleep(JsonNode container)
    {
        var line = Manifests.Words(container["lifecycle"]!["preStop"]!["exec"]!["command"]);
        Assert.Equal("/usr/bin/sleep", line[0]);
        return int.Parse(Assert.Single(line[1..]), CultureInfo.InvariantCulture);
    }

    // The path, once the port is known to be one where the container was told to listen by http.
    private static string Ask(JsonNode container, string probe)
    {
        var asked = container[probe]!["httpGet"]!;
        var port = Manifests.Items(container["ports"]).Single(each => (string)each["name"]! == (string)asked["port"]!);
        Assert.Contains(
            $"http://0.0.0.0:{port["containerPort"]}", Manifests.Items(container["env"]).Select(each => (string)each["value"]!));
        return (string)asked["path"]!;
    }
}
