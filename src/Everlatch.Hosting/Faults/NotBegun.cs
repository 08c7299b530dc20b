namespace Everlatch.Hosting.Faults;

/// <summary>
/// A server's word that it refused a request before anything of it was begun, so that an edge may send it to another server,
/// whatever the method. Edges keep it to themselves.
/// </summary>
public static class NotBegun
{
    /// <summary>The header of the response.</summary>
    public const string Header = "Everlatch-Not-Begun";

    private const string Yes = "1";

    /// <summary>Says so in a response.</summary>
    public static void Tell(HttpResponse response) => response.Headers[Header] = Yes;
}
