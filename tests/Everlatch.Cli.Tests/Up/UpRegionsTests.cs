using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Testing.Processes;
using Microsoft.Data.Sqlite;

namespace Everlatch.Cli.Tests.Up;

/// <summary><c>up --regions eu,us</c>: two regions on one machine, each with its own people, and either edge.</summary>
public sealed class UpRegionsTests : IDisposable
{
    private readonly Place place = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    
    // Two edges have neighbouring ports, and a demo beside each.
    private readonly int port = FreePort.Take(2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        http.Dispose();
        place.Dispose();
    }

    [Fact]
    public async Task Each_host_is_served_from_its_home_at_either_edge_and_its_people_are_nowhere_else()
    {
        await using var up = await place.Up(port, "--regions", "eu,us").ReadyAsync();
        var (eu, us) = (Summary(""), Summary("us"));
        Assert.Equal($"http://localhost:{port}", eu.GetProperty("issuer").GetString());
        Assert.Equal($"http://127.0.0.2:{port + 1}", us.GetProperty("issuer").GetString());
        Assert.Equal(
            [("eu", $"http://localhost:{port}"), ("us", $"http://127.0.0.2:{port + 1}")],
            eu.GetProperty("regions").EnumerateArray().Select(
                region => (region.GetProperty("name").GetString()!, region.GetProperty("url").GetString()!)));

        // Host, home and edge: all four pairs.
        foreach (var (summary, host) in new[] { (eu, "localhost"), (us, "127.0.0.2") })
        {
            foreach (var edge in new[] { port, port + 1 })
            {
                Assert.Equal(HttpStatusCode.OK, await TokenAsync($"http://{host}:{edge}", summary));
                var address = new Uri($"http://{host}:{edge}/.well-known/openid-configuration");
                using var discovery = JsonDocument.Parse(await http.GetStringAsync(address, Ct));
                Assert.Equal(
                    summary.GetProperty("issuer").GetString(), discovery.RootElement.GetProperty("issuer").GetString());
            }
        }

        // The accepting twin: a client of one home is nobody in the other.
        Assert.Equal(HttpStatusCode.Unauthorized, await TokenAsync($"http://localhost:{port}", us));

        var environment = await MakePersonAsync(eu, "resident@eu.example");
        await up.SignalAsync("TERM");
        Assert.Equal(0, await up.ExitAsync());
        Assert.Contains("resident@eu.example", EveryValue(""));
        Assert.DoesNotContain("resident@eu.example", EveryValue("us"));
        Assert.DoesNotContain(environment, EveryValue("us"));
    }

    [Fact]
    public async Task What_began_with_one_region_goes_on_with_two()
    {
        JsonElement before;
        await using (var alone = await place.Up(port).ReadyAsync())
        {
            before = Summary("");
            await alone.SignalAsync("TERM");
            Assert.Equal(0, await alone.ExitAsync());
        }

        await using var up = await place.Up(port, "--regions", "eu,us", "--no-demo").ReadyAsync();
        Assert.Equal(before.GetProperty("management").GetRawText(), Summary("").GetProperty("management").GetRawText());
        Assert.Equal(HttpStatusCode.OK, await TokenAsync($"http://localhost:{port}", before));
    }

    [Fact]
    public async Task An_environment_is_made_in_its_own_region()
    {
        await using var up = await place.Up(port, "--regions", "eu,us", "--no-demo").ReadyAsync();
        await using var elsewhere = Running.Everlatch(
            "env", "create", "Acme", "--region", "us", "--data", place.Folder, "--json");
        Assert.Equal(1, await elsewhere.ExitAsync());
        Assert.Contains("EL1618", elsewhere.Output + elsewhere.Error, StringComparison.Ordinal);

        await using var here = Running.Everlatch("env", "create", "Acme", "--region", "eu", "--data", place.Folder, "--json");
        Assert.True(await here.ExitAsync() == 0, here.Output + here.Error);
    }

    [Fact]
    public async Task Certificates_are_sealed_for_every_edge_with_one_key_that_nobody_else_reads()
    {
        await using (var up = await place.Up(port, "--regions", "eu,us", "--no-demo").ReadyAsync())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(EdgeKey("")));
            Assert.False(File.Exists(EdgeKey("us")));
            foreach (var region in new[] { "", "us" })
            {
                Assert.True(System.IO.Directory.Exists(Path.Combine(place.Folder, region, "routes", "certificates")));
            }

            await up.SignalAsync("TERM");
            Assert.Equal(0, await up.ExitAsync());
        }

        // The next start goes on with it, and refuses one that others can read.
        var key = await File.ReadAllTextAsync(EdgeKey(""), Ct);
        File.SetUnixFileMode(EdgeKey(""), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await using var open = place.Up(port, "--regions", "eu,us", "--no-demo");
        Assert.Equal(1, await open.ExitAsync());
        Assert.Contains("EL1912", open.Output + open.Error, StringComparison.Ordinal);
        Assert.Equal(key, await File.ReadAllTextAsync(EdgeKey(""), Ct));
    }

    private string EdgeKey(string region) => Path.Combine(place.Folder, region, "edge.key");

    private JsonElement Summary(string region) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(place.Folder, region, "up.json"))).RootElement;

    private async Task<HttpStatusCode> TokenAsync(string url, JsonElement summary)
    {
        using var answer = await AskTokenAsync(url, summary, "environments:read");
        return answer.StatusCode;
    }

    private Task<HttpResponseMessage> AskTokenAsync(string url, JsonElement summary, string scope)
    {
        var management = summary.GetProperty("management");
        return http.PostAsync(
            new Uri(url + "/oauth2/token"),
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = management.GetProperty("client_id").GetString()!,
                ["client_secret"] = management.GetProperty("client_secret").GetString()!,
                ["resource"] = "urn:everlatch:management",
                ["scope"] = scope,
            }),
            Ct);
    }

    // Through the other region's edge: what is written there is written at home.
    private async Task<string> MakePersonAsync(JsonElement summary, string email)
    {
        var url = $"http://localhost:{port + 1}";
        using var token = await AskTokenAsync(url, summary, "environments:read users:write");
        using var body = JsonDocument.Parse(await token.Content.ReadAsStringAsync(Ct));
        http.DefaultRequestHeaders.Authorization = new("Bearer", body.RootElement.GetProperty("access_token").GetString());
        using var listed = JsonDocument.Parse(await http.GetStringAsync(new Uri(url + "/api/v1/environments"), Ct));
        var environment = listed.RootElement.GetProperty("items")[0].GetProperty("id").GetString()!;
        using var made = await http.PostAsJsonAsync(
            new Uri($"{url}/api/v1/environments/{environment}/users"), new { email, name = "Resident" }, Ct);
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync(Ct));
        return environment;
    }

    // Every value of every row of every table.
    private HashSet<string> EveryValue(string region)
    {
        using var database = new SqliteConnection(
            $"Data Source={Path.Combine(place.Folder, region, "everlatch.db")};Mode=ReadOnly;Pooling=False");
        database.Open();
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in Read(database, "select name from sqlite_schema where type = 'table'").ToList())
        {
            values.UnionWith(Read(database, $"select * from \"{table}\""));
        }

        return values;
    }

    private static IEnumerable<string> Read(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            for (var column = 0; column < rows.FieldCount; column++)
            {
                yield return rows.GetValue(column).ToString() ?? "";
            }
        }
    }
}
