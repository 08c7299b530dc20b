using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Identity.Tests.Domains;

/// <summary>Tests that each have a DNS server of their own.</summary>
public abstract class DnsSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>, IAsyncLifetime
    where TEngine : ITestEngine
{
    protected TestDatabase<TEngine> Db => db;

    protected TestDns Dns { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Dns = await TestDns.StartAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Dns.DisposeAsync();
    }
}
