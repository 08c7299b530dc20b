using System.Net;
using Everlatch.Server.Tests.Api;

namespace Everlatch.Server.Tests.Faults;

/// <summary>A request that is sent while the database fails at each of its calls.</summary>
/// <param name="Route">Its method and its route's pattern.</param>
/// <param name="Name">What it is about, where a route has several.</param>
/// <param name="Need">What it needs of the store.</param>
/// <param name="PrepareAsync">Makes what the request needs, and is then ready to send it as often as asked.</param>
internal sealed record SweptRequest(string Route, string Name, Need Need, Func<Task<Func<Task<Answer>>>> PrepareAsync)
{
    /// <summary>The status of a refusal that the request earns without any fault; null when it succeeds.</summary>
    public HttpStatusCode? Refusal { get; init; }

    /// <summary>Whether a fault may leave a first step done, which anybody who sends the request again completes.</summary>
    public bool InTwoSteps { get; init; }

    /// <summary>
    /// Whether its attempt fails: a fault that comes after that is known leaves it counted, else one could guess on and on.
    /// </summary>
    public bool IsWrongGuess { get; init; }

    public override string ToString() => Name.Length == 0 ? Route : $"{Route} ({Name})";
}
