using Everlatch.Core.Ids;
using Everlatch.Server.Tests.Api;

namespace Everlatch.Server.Tests.Faults;

/// <summary>The database fails at every call of the hosted pages: nobody is signed out, refused or half registered by it.</summary>
public sealed class PageFaultTests(FaultyServer server) : IClassFixture<FaultyServer>
{
    [Theory]
    [InlineData(FaultKind.Stopped)]
    [InlineData(FaultKind.Slow)]
    [InlineData(FaultKind.ReadOnly)]
    [InlineData(FaultKind.DiskFull)]
    public async Task Every_page_says_503_and_leaves_nothing_half_written(FaultKind kind)
    {
        var failed = 0;
        foreach (var (name, prepare) in Shown().Concat(Sent()))
        {
            failed += await server.SweepAsync(name, kind, prepare);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{failed} faults");
        Assert.True(failed >= 10, $"Only {failed} faults: the sweep met no database.");
    }

    private IEnumerable<(string Name, Func<Task<Func<Task<Answer>>>> Prepare)> Shown() =>
        from path in new[] { "/account", "/account/password", "/account/sessions", "/account/tokens", "/tenants", "/device", "/signup" }
        select ("GET " + path, Signed((visitor, _) => Task.FromResult<Func<Task<Answer>>>(() => visitor.GetAsync(path))));

    private IEnumerable<(string Name, Func<Task<Func<Task<Answer>>>> Prepare)> Sent() =>
    [
        ("sign in", Stranger((visitor, person) =>
            visitor.FormAsync("/signin", "/signin?return=/account", ("email", person.Email), ("password", Person.Password)))),
        ("sign up", Stranger((visitor, _) => visitor.FormAsync(
            "/signup", "/signup", ("email", NewEmail()), ("name", "Grace"), ("password", Person.Password)))),
        ("sign up as somebody", Stranger((visitor, person) => visitor.FormAsync(
            "/signup", "/signup", ("email", person.Email), ("name", "Grace"), ("password", Person.Password)))),
        ("forgot password", Stranger((visitor, person) =>
            visitor.FormAsync("/password/forgot", "/password/forgot", ("email", person.Email)))),
        ("choose tenant", Signed((visitor, person) =>
            visitor.FormAsync("/tenants", "/tenants?return=/account", ("tenant", person.Tenant.Value)))),
        ("end own session", Signed((visitor, person) =>
            visitor.FormAsync("/account/sessions", "/account/sessions/end", ("session", person.Session.Value)))),
        ("end other sessions", Signed((visitor, _) => visitor.FormAsync("/account/sessions", "/account/sessions/end-others"))),
        ("sign out", Signed((visitor, _) => visitor.FormAsync("/signout", "/signout"))),
    ];

    private Func<Task<Func<Task<Answer>>>> Signed(Func<Visitor, Person, Task<Func<Task<Answer>>>> prepare) => async () =>
    {
        var person = await Person.NewAsync(server.Host.Services, server.Host.Operator);
        return await prepare(new Visitor(server.Host.Address, person.Cookie), person);
    };

    private Func<Task<Func<Task<Answer>>>> Stranger(Func<Visitor, Person, Task<Func<Task<Answer>>>> prepare) => async () =>
        await prepare(new Visitor(server.Host.Address), await Person.NewAsync(server.Host.Services, server.Host.Operator));

    private static string NewEmail() => Id.NewText("n", TimeProvider.System).Replace('_', '-') + "@faults.example";
}
