using Everlatch.Storage;

namespace Everlatch.Testing;

/// <summary>Makes a database for one test that needs it alone.</summary>
public static class TestDatabase
{
    /// <summary>One with the schema of this build.</summary>
    public static Task<TestDatabase<TEngine>> CreateAsync<TEngine>()
        where TEngine : ITestEngine => OpenAsync(new TestDatabase<TEngine>());

    /// <summary>One without any table.</summary>
    public static Task<TestDatabase<TEngine>> CreateEmptyAsync<TEngine>()
        where TEngine : ITestEngine => OpenAsync(new TestDatabase<TEngine>(migrated: false));

    /// <summary>Closes a database that a test opened itself.</summary>
    public static async ValueTask CloseAsync(IDatabase database)
    {
        if (database is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else
        {
            (database as IDisposable)?.Dispose();
        }
    }

    private static async Task<TestDatabase<TEngine>> OpenAsync<TEngine>(TestDatabase<TEngine> database)
        where TEngine : ITestEngine
    {
        await database.InitializeAsync();
        return database;
    }
}
