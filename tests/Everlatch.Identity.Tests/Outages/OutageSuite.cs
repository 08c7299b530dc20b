using Everlatch.Identity.Audit;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.SignIn;
using Everlatch.Identity.Users;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Outages;

/// <summary>A server that keeps a journal, in a folder of the test's own.</summary>
public abstract class OutageSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>, IDisposable
    where TEngine : ITestEngine
{
    protected const string Wrong = "another password altogether";
    protected static readonly AuditActor Admin = new("test", "");

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected TestDatabase<TEngine> Db => db;

    protected string Journal { get; } = System.IO.Directory.CreateTempSubdirectory("everlatch-journal-").FullName;

    /// <inheritdoc />
    public void Dispose()
    {
        System.IO.Directory.Delete(Journal, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected static async Task RefusedAsync(PeopleHost host, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(password: Wrong));
        }
    }

    private protected static Task<IReadOnlyList<ListedSession>> ListAsync(PeopleHost host, User user) =>
        host.Get<ListSessions>().RunAsync(host.Environment, user.Id, Ct);

    private protected Task<PeopleHost> StartAsync() => PeopleHost.StartAsync(db, ("Everlatch:Storage:JournalFolder", Journal));

    private protected string Folder(string name) => Path.Combine(Journal, name);
}
