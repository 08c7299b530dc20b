using System.Text.Json.Nodes;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Management;

/// <summary>The management verbs are thin clients of the API: what they make is there, and what it refuses is one line.</summary>
public sealed class VerbTests(UpProcess up) : IClassFixture<UpProcess>
{
    [Fact]
    public async Task An_api_an_application_and_a_machine_client_are_made_changed_and_taken_away()
    {
        var api = await JsonOfAsync(
            "api", "create", "Orders", "https://orders.test/", "--scope", "read=See orders", "--scope", "write");
        Assert.Equal("See orders", (string?)api["scopes"]![0]!["description"]);

        var app = await JsonOfAsync(
            "app", "create", "Shop", "--redirect-uri", "https://shop.test/cb", "--grant", "https://orders.test/=read");
        Assert.StartsWith("els_", (string?)app["secret"]!["secret"], StringComparison.Ordinal);
        var id = (string)app["id"]!;
        var changed = await JsonOfAsync("app", "update", id, "--name", "Big shop", "--disabled", "true");
        Assert.Equal("Big shop", (string?)changed["name"]);
        Assert.Equal("https://shop.test/cb", (string?)changed["redirect_uris"]![0]);
        Assert.True((bool)changed["disabled"]!);

        var client = await JsonOfAsync("client", "create", "Robot", "--grant", "https://orders.test/=read,write");
        (await CommandLine.RunAsync(up, "api", "delete", (string)api["id"]!)).Fails(1, "everlatch: EL1657: ");
        (await CommandLine.RunAsync(up, "client", "delete", (string)client["id"]!)).Done();
        (await CommandLine.RunAsync(up, "app", "delete", id)).Done();
        (await CommandLine.RunAsync(up, "api", "delete", (string)api["id"]!)).Done();
        (await CommandLine.RunAsync(up, "app", "show", id)).Fails(1, "everlatch: EL1603: ");
    }

    [Fact]
    public async Task A_new_secret_is_shown_once_and_works()
    {
        var client = await JsonOfAsync(
            "client", "create", "Reader", "--grant", "urn:everlatch:management=apis:read,environments:read");
        var id = (string)client["id"]!;
        var secret = (string)(await CommandLine.RunAsync(up, "client", "secret", "add", id, "--json")).Done().Json["secret"]!;
        var listed = (await CommandLine.RunAsync(up, "client", "secret", "list", id, "--json")).Done();
        Assert.Equal(2, listed.Json.AsArray().Count);
        Assert.DoesNotContain(secret, listed.Output, StringComparison.Ordinal);

        (await CommandLine.RunAsync(As(id, secret), "api", "list", "--json")).Done();
        (await CommandLine.RunAsync(As(id, secret), "role", "list")).Fails(1, "everlatch: EL1602: ");
        (await CommandLine.RunAsync(As(id, secret + "x"), "api", "list")).Fails(1, "everlatch: EL1710: ");
    }

    [Theory]
    [InlineData("EL1603", "app", "show", "app_01j00000000000000000000000")]
    [InlineData("EL1301", "tenant", "create", "Not A Key", "Name")]
    [InlineData("EL1603", "user", "delete", "usr_01j00000000000000000000000")]
    public async Task A_refusal_is_a_document_for_whoever_asked_for_one(string id, params string[] verb)
    {
        var refused = await CommandLine.RunAsync(up, [.. verb, "--json"]);
        Assert.Equal(1, refused.Exit);
        Assert.Equal(id, (string?)refused.Json["error"]!["id"]);
        Assert.StartsWith($"everlatch: {id}: {refused.Json["error"]!["message"]}", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_token_and_no_server_are_documents_too()
    {
        var id = up.Up.GetProperty("management").GetProperty("client_id").GetString()!;
        var wrong = await CommandLine.RunAsync(As(id, "els_wrong"), "api", "list", "--json");
        Assert.Equal((1, "EL1710"), (wrong.Exit, (string?)wrong.Json["error"]!["id"]));
        var environment = new Dictionary<string, string> { ["EVERLATCH_CLIENT_SECRET"] = "els_any" };
        var nobody = await CommandLine.RunAsync(
            environment, "api", "list", "--json", "--url", "http://127.0.0.1:1", "--client-id", id);
        Assert.Equal((1, "EL1711"), (nobody.Exit, (string?)nobody.Json["error"]!["id"]));
    }

    [Fact]
    public async Task A_secret_can_come_from_a_file()
    {
        var management = up.Up.GetProperty("management");
        var file = Path.Combine(up.Folder, "secret.txt");
        await File.WriteAllTextAsync(
            file, management.GetProperty("client_secret").GetString() + "\n", TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string> { ["EVERLATCH_CLIENT_SECRET_FILE"] = file };

        (await CommandLine.RunAsync(
            environment, "env", "list", "--json", "--url", up.Issuer, "--client-id",
            management.GetProperty("client_id").GetString()!)).Done();
        environment["EVERLATCH_CLIENT_SECRET_FILE"] = file + ".missing";
        (await CommandLine.RunAsync(environment, "env", "list", "--url", up.Issuer, "--client-id", "mch_x"))
            .Fails(2, "everlatch: ");
    }

    [Fact]
    public async Task Keys_are_listed_and_rotated()
    {
        var rotated = (await CommandLine.RunAsync(up, "key", "rotate", "--algorithm", "RS256", "--json")).Done().Json;
        var keys = (await CommandLine.RunAsync(up, "key", "list", "--json")).Done().Json.AsArray();

        Assert.Equal("published", (string?)keys.Single(key => (string?)key!["id"] == (string?)rotated["id"])!["state"]);
        (await CommandLine.RunAsync(up, "key", "rotate", "--algorithm", "HS256")).Fails(1, "everlatch: EL1617: ");
    }

    [Fact]
    public async Task A_tenant_gets_a_member_whose_roles_change_and_is_taken_away()
    {
        var tenant = (string)(await CommandLine.RunAsync(up, "tenant", "create", "verbs", "Verbs", "--json")).Done().Json["id"]!;
        var user =
            (string)(await CommandLine.RunAsync(up, "user", "create", "verbs@example.com", "Vera", "--json")).Done().Json["id"]!;
        (await CommandLine.RunAsync(up, "tenant", "member", "add", tenant, user, "--role", "member")).Done();
        (await CommandLine.RunAsync(up, "tenant", "member", "roles", tenant, user, "--role", "admin")).Done();

        var members = (await CommandLine.RunAsync(up, "tenant", "member", "list", tenant, "--json")).Done().Json;
        Assert.Equal("admin", (string?)Assert.Single(Assert.Single(members.AsArray())!["roles"]!.AsArray()));
        (await CommandLine.RunAsync(up, "user", "disable", user)).Done();
        (await CommandLine.RunAsync(up, "tenant", "delete", tenant)).Done();
        (await CommandLine.RunAsync(up, "tenant", "show", tenant)).Fails(1, "everlatch: EL1603: ");

        var trail = (await CommandLine.RunAsync(up, "audit", "--kind", "user.disabled", "--json")).Done().Json.AsArray();
        Assert.Contains(trail, record => (string?)record!["target"] == user);
    }

    [Fact]
    public async Task Lists_for_people_show_whole_ids()
    {
        var id = (string)(await CommandLine.RunAsync(up, "role", "list", "--json")).Done().Json[0]!["id"]!;

        Assert.Contains(id, (await CommandLine.RunAsync(up, "role", "list")).Done().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_usage_ends_with_two()
    {
        (await CommandLine.RunAsync(up, "app", "show")).Fails(2, "everlatch: ");
        (await CommandLine.RunAsync(up, "app", "create", "X", "--grant", "https://unknown.test/=x"))
            .Fails(2, "everlatch: There is no API ");
        (await CommandLine.RunAsync(new Dictionary<string, string>(), "env", "list", "--data", "/nonexistent"))
            .Fails(2, "everlatch: /nonexistent/up.json");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_by_name() =>
        (await CommandLine.RunAsync(
            new Dictionary<string, string>
            {
                ["EVERLATCH_URL"] = "http://127.0.0.1:1",
                ["EVERLATCH_CLIENT_ID"] = "mch_x",
                ["EVERLATCH_CLIENT_SECRET"] = "els_x",
            },
            "env",
            "list")).Fails(1, "everlatch: EL1711: http://127.0.0.1:1");

    private async Task<JsonNode> JsonOfAsync(params string[] verb) =>
        (await CommandLine.RunAsync(up, [.. verb, "--json"])).Done().Json;

    private Dictionary<string, string> As(string id, string secret) => new()
    {
        ["EVERLATCH_URL"] = up.Issuer, ["EVERLATCH_CLIENT_ID"] = id, ["EVERLATCH_CLIENT_SECRET"] = secret,
    };
}
