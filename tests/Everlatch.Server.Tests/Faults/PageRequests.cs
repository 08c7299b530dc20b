using System.Net;
using Everlatch.Server.Tests.Api;

namespace Everlatch.Server.Tests.Faults;

/// <summary>The pages that nobody has to sign in for.</summary>
internal sealed class PageRequests(FaultyServer server)
{
    private const string Other = "correct horse battery staple 8";

    public IReadOnlyList<SweptRequest> All() =>
        [.. FromMemory(), .. SignIn(), .. SignUp(), .. Links(), .. DomainSetup(), .. SignOut(), .. Mails()];

    private IEnumerable<SweptRequest> FromMemory()
    {
        string[] paths =
        [
            "/signin", "/signin/unverified", "/signup/sent", "/password/forgot", "/password/forgot/sent", "/branding.css",
            server.StylesheetPath,
            "/api/openapi.json", "/api/docs/scalar.js", "/api/docs/scalar.aspnetcore.js", "/api/docs/favicon.svg",
            "/health/live", "/health/ready", "/health/keys", "/health/schema",
        ];
        foreach (var path in paths)
        {
            yield return new SweptRequest("GET " + path, "", Need.Nothing, () => Get(Nobody(), path));
        }

        yield return new SweptRequest("GET /api/docs/{documentName?}", "", Need.Nothing, () => Get(Nobody(), "/api/docs"));
        yield return new SweptRequest("POST /language", "", Need.Nothing, () =>
            Nobody().FormAsync("/signin", "/language", ("lang", "de"), ("back", "/signin")));
    }

    private IEnumerable<SweptRequest> SignIn() =>
    [
        new("POST /signin", "", Need.Writes, async () => await SignInAsync(Nobody(), await NewAsync())),
        new("POST /signin", "in the browser of a session", Need.Writes, async () =>
        {
            var person = await NewAsync();
            return await SignInAsync(new Visitor(server.Host.Address, person.Cookie), person);
        }),
        new("POST /signin", "unverified", Need.Writes, async () =>
            await SignInAsync(Nobody(), await Person.NewAsync(server, password: true, verified: false))),
        new("POST /signin", "wrong password", Need.Writes, async () => await SignInAsync(Nobody(), await NewAsync(), Other))
        {
            Refusal = HttpStatusCode.UnprocessableEntity,
            IsWrongGuess = true,
        },
    ];

    private IEnumerable<SweptRequest> SignUp() =>
    [
        new("GET /signup", "", Need.Nothing, () => Get(Nobody(), "/signup")),
        new("GET /signup", "invited", Need.Reads, async () =>
            await Get(Nobody(), "/signup?return=" + await InvitedAsync(Person.NewEmail()))),
        new("POST /signup", "", Need.Writes, () => SignUpAsync(Nobody(), Person.NewEmail())),
        new("POST /signup", "a known address", Need.Writes, async () =>
            await SignUpAsync(Nobody(), (await Person.NewAsync(server)).Email)),
        new("POST /signup", "invited", Need.Writes, async () =>
        {
            var email = Person.NewEmail();
            return await SignUpAsync(Nobody(), email, "?return=" + await InvitedAsync(email));
        }),
    ];

    private IEnumerable<SweptRequest> Links() =>
    [
        new("GET /verify", "", Need.Reads, async () => await Get(Nobody(), "/verify?token=" + await UnverifiedAsync())),
        new("POST /verify", "another browser", Need.Writes, async () =>
            await TokenFormAsync(Nobody(), "/verify", await UnverifiedAsync())),
        new("POST /verify", "the same browser", Need.Writes, async () =>
        {
            var (browser, email) = (Nobody(), Person.NewEmail());
            (await (await SignUpAsync(browser, email))()).Is(HttpStatusCode.SeeOther);
            return await TokenFormAsync(browser, "/verify", await MailedLinks.VerifyAsync(server, email));
        }),
        new("POST /password/forgot", "", Need.Writes, async () => await ForgotAsync((await Person.NewAsync(server)).Email)),
        new("GET /password/reset", "", Need.Reads, async () =>
            await Get(Nobody(), "/password/reset?token=" + await ResetAsync())),
        new("POST /password/reset", "", Need.Writes, async () =>
            await TokenFormAsync(Nobody(), "/password/reset", await ResetAsync(), ("password", Other))),
        new("GET /invitations", "", Need.Reads, async () => await Get(Nobody(), await InvitationAsync(Person.NewEmail()))),
        new("GET /invitations", "signed in", Need.Reads, async () =>
        {
            var person = await Person.NewAsync(server);
            return await Get(new Visitor(server.Host.Address, person.Cookie), await InvitationAsync(person.Email));
        }),
        new("POST /invitations", "", Need.Writes, async () =>
        {
            var person = await Person.NewAsync(server);
            var browser = new Visitor(server.Host.Address, person.Cookie);
            return await TokenFormAsync(browser, "/invitations", await MailedLinks.InviteAsync(server, person.Email));
        }),
    ];

    private IEnumerable<SweptRequest> DomainSetup() =>
    [
        new("GET /domains/setup", "", Need.Reads, async () => await Get(Nobody(), "/domains/setup?token=" + await SetupAsync())),
        new("POST /domains/setup", "", Need.Writes, async () =>
            await TokenFormAsync(Nobody(), "/domains/setup", await SetupAsync())),
    ];

    private IEnumerable<SweptRequest> SignOut() =>
    [
        new("GET /signout", "", Need.Reads, async () => await Get(await SignedAsync(), "/signout")),
        new("POST /signout", "", Need.Writes, async () => await (await SignedAsync()).FormAsync("/signout", "/signout")),
    ];

    private IEnumerable<SweptRequest> Mails() =>
    [
        new("GET /mail", "", Need.Reads, () => Get(Nobody(), "/mail")),
        new("GET /mail/{mail}", "", Need.Reads, async () =>
        {
            (await (await ForgotAsync((await Person.NewAsync(server)).Email))()).Is(HttpStatusCode.SeeOther);
            return await Get(Nobody(), (await Nobody().GetAsync("/mail")).Link("/mail/"));
        }),
    ];

    private static Task<Func<Task<Answer>>> Get(Visitor browser, string path) =>
        Task.FromResult<Func<Task<Answer>>>(() => browser.GetAsync(path));

    private static Task<Func<Task<Answer>>> SignInAsync(Visitor browser, Person person, string password = Person.Password) =>
        browser.FormAsync("/signin", "/signin?return=/account", ("email", person.Email), ("password", password));

    private static Task<Func<Task<Answer>>> SignUpAsync(Visitor browser, string email, string query = "") =>
        browser.FormAsync(
            "/signup" + query, "/signup" + query, ("email", email), ("name", "Grace"), ("password", Person.Password));

    private static Task<Func<Task<Answer>>> TokenFormAsync(
        Visitor browser, string page, string token, params (string Name, string Value)[] more) =>
        browser.FormAsync($"{page}?token={token}", page, [("token", token), .. more]);

    // The mail is written after the answer: an answer counts when it is there.
    private async Task<Func<Task<Answer>>> ForgotAsync(string email)
    {
        var send = await Nobody().FormAsync("/password/forgot", "/password/forgot", ("email", email));
        return async () =>
        {
            var before = await MailedLinks.CountAsync(server);
            var answer = await send();
            while (answer.Status == HttpStatusCode.SeeOther && await MailedLinks.CountAsync(server) == before)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            return answer;
        };
    }

    private Visitor Nobody() => new(server.Host.Address);

    private Task<Person> NewAsync() => Person.NewAsync(server, password: true);

    private async Task<Visitor> SignedAsync() => new(server.Host.Address, (await Person.NewAsync(server)).Cookie);

    private async Task<string> UnverifiedAsync() =>
        await MailedLinks.VerifyAsync(server, (await Person.NewAsync(server, verified: false)).Email);

    private async Task<string> ResetAsync() => await MailedLinks.ResetAsync(server, (await Person.NewAsync(server)).Email);

    private async Task<string> InvitationAsync(string email) =>
        "/invitations?token=" + await MailedLinks.InviteAsync(server, email);

    private async Task<string> SetupAsync()
    {
        var admin = await server.Host.OperatorAsync();
        var host = Person.NewEmail().Replace('@', '.') + ".com";
        var made = (await admin.PostAsync($"{admin.Own}/domains", new { host })).Is(HttpStatusCode.Created);
        var link = (await admin.PostAsync($"{admin.Own}/domains/{made.Id}/links", new { })).Is(HttpStatusCode.Created);
        return ((string)link.Json!["url"]!).Split("token=")[1];
    }

    private async Task<string> InvitedAsync(string email) => Uri.EscapeDataString(await InvitationAsync(email));
}
