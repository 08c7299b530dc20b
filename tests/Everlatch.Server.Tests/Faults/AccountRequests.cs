using System.Net;
using Everlatch.Server.Tests.Api;

namespace Everlatch.Server.Tests.Faults;

/// <summary>The pages of somebody who is signed in.</summary>
internal sealed class AccountRequests(FaultyServer server)
{
    private readonly TestApplications applications = new(server);

    public IReadOnlyList<SweptRequest> All() => [.. Shown(), .. Account(), .. Consent(), .. Device()];

    private IEnumerable<SweptRequest> Shown()
    {
        string[] paths = ["/account", "/account/password", "/account/sessions", "/account/tokens", "/tenants", "/device"];
        foreach (var path in paths)
        {
            yield return Shows(path, "", (browser, _) => Task.FromResult(Get(browser, path)));
        }

        yield return Shows("/account", "after a while", (browser, person) => Task.FromResult<Func<Task<Answer>>>(async () =>
        {
            await person.IdleAsync(server);
            return await browser.GetAsync("/account");
        }));
    }

    private IEnumerable<SweptRequest> Account() =>
    [
        Sends("/account/sessions/end", "their own", (browser, person) =>
            browser.FormAsync("/account/sessions", "/account/sessions/end", ("session", person.Session.Value))),
        Sends("/account/sessions/end-others", "", (browser, _) =>
            browser.FormAsync("/account/sessions", "/account/sessions/end-others")),
        new("POST /account/password", "", Need.Writes, async () =>
        {
            var person = await Person.NewAsync(server, password: true);
            return await new Visitor(server.Host.Address, person.Cookie).FormAsync(
                "/account/password", "/account/password",
                ("current", Person.Password), ("password", "correct horse battery staple 8"));
        }),
        Sends("/account/tokens", "", (browser, _) => TokenAsync(browser)),
        Sends("/account/tokens/revoke", "", async (browser, _) =>
        {
            (await (await TokenAsync(browser))()).Is(HttpStatusCode.OK);
            var token = (await browser.GetAsync("/account/tokens")).Field("token");
            return await browser.FormAsync("/account/tokens", "/account/tokens/revoke", ("token", token));
        }),
        Sends("/tenants", "", async (browser, person) =>
            await browser.FormAsync("/tenants", "/tenants?return=/account", ("tenant", (await person.JoinAsync(server)).Value))),
    ];

    private IEnumerable<SweptRequest> Consent() =>
    [
        Shows("/consent", "", async (browser, _) => Get(browser, await AskedAsync(browser))),
        Sends("/consent", "allow", (browser, _) => ConsentAsync(browser, "allow")),
        Shows("/consent", "deny", (browser, _) => ConsentAsync(browser, "deny")) with { Route = "POST /consent" },
    ];

    private IEnumerable<SweptRequest> Device() =>
    [
        Shows("/device", "with a code", async (browser, _) =>
            Get(browser, "/device?user_code=" + (await applications.DeviceAsync()).UserCode)),
        Sends("/device", "allow", (browser, _) => DecideAsync(browser, "allow")),
        Sends("/device", "deny", (browser, _) => DecideAsync(browser, "deny")),
    ];

    private static Func<Task<Answer>> Get(Visitor browser, string path) => () => browser.GetAsync(path);

    private static Task<Func<Task<Answer>>> TokenAsync(Visitor browser) =>
        browser.FormAsync("/account/tokens", "/account/tokens", ("name", "CI"), ("permission", "tenants:read"));

    private SweptRequest Shows(string path, string name, Func<Visitor, Person, Task<Func<Task<Answer>>>> prepare) =>
        new("GET " + path, name, Need.Reads, Signed(prepare));

    private SweptRequest Sends(string path, string name, Func<Visitor, Person, Task<Func<Task<Answer>>>> prepare) =>
        new("POST " + path, name, Need.Writes, Signed(prepare));

    private Func<Task<Func<Task<Answer>>>> Signed(Func<Visitor, Person, Task<Func<Task<Answer>>>> prepare) => async () =>
    {
        var person = await Person.NewAsync(server);
        return await prepare(new Visitor(server.Host.Address, person.Cookie), person);
    };

    private async Task<string> AskedAsync(Visitor browser) =>
        (await browser.GetAsync(await applications.AuthorizeAsync(firstParty: false))).Headers.Location!.ToString();

    private async Task<Func<Task<Answer>>> ConsentAsync(Visitor browser, string decision)
    {
        var page = await AskedAsync(browser);
        return await browser.FormAsync(page, page, ("decision", decision));
    }

    private async Task<Func<Task<Answer>>> DecideAsync(Visitor browser, string decision)
    {
        var code = (await applications.DeviceAsync()).UserCode;
        return await browser.FormAsync("/device?user_code=" + code, "/device", ("user_code", code), ("decision", decision));
    }
}
