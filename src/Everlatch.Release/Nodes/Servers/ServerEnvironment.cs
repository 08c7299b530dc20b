namespace Everlatch.Release.Nodes.Servers;

/// <summary>What a node's servers are told: the node's own environment, and where to listen.</summary>
internal static class ServerEnvironment
{
    private const string OfNode = "EVERLATCH__NODE__";

    /// <summary>Sets it.</summary>
    public static void Set(IDictionary<string, string?> environment, ServerPlace place)
    {
        foreach (var name in environment.Keys.Where(IsOfNode).ToArray())
        {
            environment.Remove(name);
        }

        environment["EVERLATCH__SERVER__LISTEN__0"] = "http://" + place.Address;
        environment["EVERLATCH__SERVER__EDGEONUNIXSOCKET"] = "true";

        // The edge forgets a server before that is told to end: nobody new comes.
        environment.TryAdd("EVERLATCH__SERVER__DRAINSECONDS", "1");
        Append(environment, "EVERLATCH__DIRECTORY__COPYFOLDER", place);
        Append(environment, "EVERLATCH__STORAGE__JOURNALFOLDER", place);
    }

    private static bool IsOfNode(string name) => name.StartsWith(OfNode, StringComparison.OrdinalIgnoreCase);

    // One process has such a folder to itself.
    private static void Append(IDictionary<string, string?> environment, string name, ServerPlace place)
    {
        if (environment.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } key
            && environment[key] is { Length: > 0 } folder)
        {
            environment[key] = Path.Combine(folder, place.Name);
        }
    }
}
