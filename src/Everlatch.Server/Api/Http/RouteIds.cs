using System.Reflection;
using Everlatch.Core.Ids;

namespace Everlatch.Server.Api.Http;

/// <summary>The ids in a route's path. One that is no id at all is answered like one that is not there.</summary>
internal sealed class RouteIds
{
    private static readonly MethodInfo Parser =
        typeof(RouteIds).GetMethod(nameof(IsId), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly List<(string Name, Func<string?, bool> IsWellFormed)> ids;

    private RouteIds(List<(string Name, Func<string?, bool> IsWellFormed)> ids) => this.ids = ids;

    /// <summary>Reads the handler's parameters once, when the route is built.</summary>
    public static RouteIds Of(MethodInfo handler) =>
        new([.. handler.GetParameters().Where(p => IsIdType(p.ParameterType)).Select(p => (p.Name!, ParserOf(p.ParameterType)))]);

    /// <summary>Whether every id of the path is well formed.</summary>
    public bool AreWellFormed(RouteValueDictionary route) =>
        ids.TrueForAll(id => !route.TryGetValue(id.Name, out var value) || id.IsWellFormed(value as string));

    private static bool IsIdType(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    private static Func<string?, bool> ParserOf(Type id) => Parser.MakeGenericMethod(id).CreateDelegate<Func<string?, bool>>();

    private static bool IsId<TId>(string? text)
        where TId : struct, IId<TId> => Id.TryParse<TId>(text, out _);
}
