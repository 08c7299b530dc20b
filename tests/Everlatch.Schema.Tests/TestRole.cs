using System.Globalization;
using Everlatch.Testing;

namespace Everlatch.Schema.Tests;

/// <summary>A role of the test cluster that may less than its owner. Gone when it is disposed of.</summary>
public sealed class TestRole : IAsyncDisposable
{
    /// <summary>Its password: the cluster is private and listens on loopback alone.</summary>
    public const string Password = "test";

    private static int count;

    private TestRole(string name) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Makes one that may log in.</summary>
    /// <param name="rights">Further words of <c>create role</c>, such as <c>createdb</c>.</param>
    public static async Task<TestRole> CreateAsync(string rights)
    {
        var number = Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture);
        var role = new TestRole($"test_role_{Environment.ProcessId}_{number}");
        await PostgresCluster.ExecuteAsync(
            $"create role {role.Name} login password '{Password}' {rights}", TestContext.Current.CancellationToken);
        return role;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await PostgresCluster.ExecuteAsync($"drop role {Name}", CancellationToken.None);
}
