using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Management;

/// <summary>What an administrator sees who claims one domain too many.</summary>
public sealed class DomainLimitTests : IAsyncLifetime
{
    private readonly UpProcess up = new();

    public ValueTask InitializeAsync()
    {
        up.Environment["EVERLATCH__DOMAINS__CNAMETARGET"] = "domains.example.net";
        up.Environment["EVERLATCH__DOMAINS__RESOLVERS__0"] = "127.0.0.1:9";
        up.Environment["EVERLATCH__DOMAINS__MAXPERTENANT"] = "1";
        up.Environment["EVERLATCH__DOMAINS__MAXPERENVIRONMENT"] = "2";
        return up.InitializeAsync();
    }

    public ValueTask DisposeAsync() => up.DisposeAsync();

    [Fact]
    public async Task One_domain_too_many_is_refused_in_one_line_until_another_is_removed()
    {
        var acme = await MakeAsync("tenant", "create", "acme-limits", "Acme");
        var other = await MakeAsync("tenant", "create", "other-limits", "Other");
        var first = await MakeAsync("domain", "add", "login.acme.test", "--tenant", acme);

        (await RunAsync("domain", "add", "id.acme.test", "--tenant", acme)).Fails(1, "everlatch: EL1665: ");
        await MakeAsync("domain", "add", "login.other.test", "--tenant", other);
        (await RunAsync("domain", "add", "login.own.test")).Fails(1, "everlatch: EL1666: ");

        (await RunAsync("domain", "remove", first)).Done();
        await MakeAsync("domain", "add", "id.acme.test", "--tenant", acme);
    }

    private Task<CommandLine.Result> RunAsync(params string[] verb) => CommandLine.RunAsync(up, verb);

    private async Task<string> MakeAsync(params string[] verb) =>
        (string)(await RunAsync([.. verb, "--json"])).Done().Json["id"]!;
}
