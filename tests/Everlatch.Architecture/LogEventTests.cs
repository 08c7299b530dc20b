using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Everlatch.Architecture;

/// <summary>An event id means one message for ever: operators alert on it.</summary>
public sealed class LogEventTests
{
    private static readonly Dictionary<string, int> FirstOf = new(StringComparer.Ordinal)
    {
        ["Everlatch.Core"] = 1000,
        ["Everlatch.Schema"] = 1000,
        ["Everlatch.Storage"] = 1000,
        ["Everlatch.Hosting"] = 1000,
        ["Everlatch.Server"] = 1000,
        ["Everlatch.Directory"] = 2000,
        ["Everlatch.Identity"] = 3000,
        ["Everlatch.Oidc"] = 4000,
        ["everlatch"] = 5000,
        ["Everlatch.Edge"] = 6000,
        ["Everlatch.Release"] = 7000,
        ["Everlatch.Watch"] = 8000,
    };

    private static IEnumerable<(MethodInfo Method, LoggerMessageAttribute Message)> Events =>
        from type in OurAssemblies.Types
        from method in type.GetMethods(
            BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        select (method, message);

    [Fact]
    public void No_event_id_is_used_twice() =>
        Assert.Empty(
            from e in Events
            group e.Method by e.Message.EventId into same
            where same.Count() > 1
            select $"{same.Key}: {string.Join(", ", same.Select(m => $"{m.DeclaringType!.Name}.{m.Name}"))}");

    [Fact]
    public void An_event_id_lies_in_its_projects_range()
    {
        Assert.NotEmpty(Events);
        Assert.All(Events, e =>
        {
            var first = FirstOf[e.Method.DeclaringType!.Assembly.GetName().Name!];
            Assert.InRange(e.Message.EventId, first, first + 999);
        });
    }
}
