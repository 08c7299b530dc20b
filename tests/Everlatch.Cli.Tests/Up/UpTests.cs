using System.Net;
using System.Text.Json;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Up;

public sealed class UpTests
{
    private const UnixFileMode Others = (UnixFileMode)0b111_111;

    [Fact]
    public async Task It_says_where_it_serves_and_tells_the_rest_to_its_owner_alone()
    {
        using var place = new Place();
        var port = FreePort.Take();
        await using var up = await place.Up(port).ReadyAsync();

        Assert.Equal($"ready http://localhost:{port}", up.Output.Trim());
        Assert.All(
            System.IO.Directory.GetFiles(place.Folder, "*", SearchOption.TopDirectoryOnly).Where(
                file => !file.EndsWith("schema-lock", StringComparison.Ordinal)),
            file => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & Others));
        Assert.Equal(
            ["issuer", "regions", "management", "demo", "mail", "portal", "status"],
            place.Summary.EnumerateObject().Select(member => member.Name));
        Assert.Equal("eu", place.Summary.GetProperty("regions")[0].GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.OK, await place.MachineTokenAsync(place.Demo.GetProperty("machine")));
    }

    [Fact]
    public async Task A_second_start_keeps_everything_and_its_addresses_follow_the_port()
    {
        using var place = new Place();
        JsonElement first;
        await using (var up = await place.Up().ReadyAsync())
        {
            first = place.Summary;
            await up.SignalAsync("TERM");
            Assert.Equal(0, await up.ExitAsync());
        }

        var port = FreePort.Take();
        await using var again = await place.Up(port).ReadyAsync();
        Assert.Equal($"http://localhost:{port}", place.Summary.GetProperty("issuer").GetString());
        Assert.Equal(Secrets(first), Secrets(place.Summary));
        Assert.Equal(HttpStatusCode.OK, await place.MachineTokenAsync(place.Demo.GetProperty("machine")));
        Assert.NotEqual(RedirectUri(first), RedirectUri(place.Summary));
    }

    [Fact]
    public async Task A_lost_summary_brings_new_secrets_that_work()
    {
        using var place = new Place();
        JsonElement first;
        await using (var up = await place.Up().ReadyAsync())
        {
            first = place.Summary;
            await up.SignalAsync("TERM");
            await up.ExitAsync();
        }

        File.Delete(place.SummaryPath);
        await using var again = await place.Up().ReadyAsync();
        Assert.Empty(Secrets(first).Intersect(Secrets(place.Summary)));
        Assert.Equal(HttpStatusCode.OK, await place.MachineTokenAsync(place.Demo.GetProperty("machine")));
    }

    [Fact]
    public async Task Without_a_demo_there_is_an_operator_alone()
    {
        using var place = new Place();
        await using var up = await place.Up(null, "--no-demo").ReadyAsync();
        Assert.Equal(JsonValueKind.Null, place.Demo.ValueKind);
        Assert.StartsWith(
            "mch_", place.Summary.GetProperty("management").GetProperty("client_id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_the_environment_names_is_the_one_it_uses_and_waits_for()
    {
        using var place = new Place();
        await using var up = Told(
            place, "EVERLATCH__STORAGE__POSTGRES", $"Host=127.0.0.1;Port={FreePort.Take()};Username=nobody");
        await up.ErrorAsync("Not ready: The database does not answer");
        await up.SignalAsync("TERM");
        Assert.Equal(0, await up.ExitAsync());
        Assert.DoesNotContain("ready http", up.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_several_servers_is_left_alone_and_the_command_is_told()
    {
        var storage = await PostgresEngine.CreateAsync(migrated: false, TestContext.Current.CancellationToken);
        try
        {
            using var place = new Place();
            await using var up = Told(place, "EVERLATCH__STORAGE__POSTGRES", storage.Postgres);
            await up.ErrorAsync("everlatch schema apply");
            Assert.Contains("0001_foundation.expand", up.Error, StringComparison.Ordinal);
            await Serving.DoneAsync(0, storage, "schema", "apply");
            await up.ReadyAsync();
            Assert.True(File.Exists(place.SummaryPath));
        }
        finally
        {
            await PostgresEngine.DropAsync(storage);
        }
    }

    [Fact]
    public async Task Without_the_demo_a_former_one_is_no_longer_told()
    {
        using var place = new Place();
        await using (var up = await place.Up().ReadyAsync())
        {
            await up.SignalAsync("TERM");
            await up.ExitAsync();
        }

        await using var again = await place.Up(null, "--no-demo").ReadyAsync();
        Assert.Equal(JsonValueKind.Null, place.Demo.ValueKind);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("127.0.0.1", false)]
    public async Task Mails_are_readable_at_the_told_page_while_no_server_sends_them(string smtp, bool readable)
    {
        using var place = new Place();
        await using var up = await Told(place, "EVERLATCH__SMTP__HOST", smtp).ReadyAsync();
        using var http = new HttpClient();
        var issuer = place.Summary.GetProperty("issuer").GetString();
        using var page = await http.GetAsync(new Uri($"{issuer}/mail"), TestContext.Current.CancellationToken);
        Assert.Equal(readable ? $"{issuer}/mail" : null, place.Summary.GetProperty("mail").GetString());
        Assert.Equal(readable ? HttpStatusCode.OK : HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal($"{issuer}/account", place.Summary.GetProperty("portal").GetString());
    }

    [Fact]
    public async Task No_secret_is_on_the_command_line_or_in_what_it_prints()
    {
        using var place = new Place();
        await using var up = await place.Up().ReadyAsync();
        await place.MachineTokenAsync(place.Demo.GetProperty("machine"));
        Assert.All(
            Secrets(place.Summary),
            secret => Assert.DoesNotContain(secret, up.CommandLine + up.Output + up.Error, StringComparison.Ordinal));
    }

    private static Running Told(Place place, string name, string value) => Running.Everlatch(
        new Dictionary<string, string> { [name] = value },
        ["up", "--data", place.Folder, "--port", $"{FreePort.Take()}", "--no-demo"]);

    private static List<string> Secrets(JsonElement summary) =>
    [
        summary.GetProperty("management").GetProperty("client_secret").GetString()!,
        summary.GetProperty("demo").GetProperty("user").GetProperty("password").GetString()!,
        summary.GetProperty("demo").GetProperty("web").GetProperty("client_secret").GetString()!,
        summary.GetProperty("demo").GetProperty("machine").GetProperty("client_secret").GetString()!,
    ];

    private static string RedirectUri(JsonElement summary) =>
        summary.GetProperty("demo").GetProperty("web").GetProperty("redirect_uri").GetString()!;
}
