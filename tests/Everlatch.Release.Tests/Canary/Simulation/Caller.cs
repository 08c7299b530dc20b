namespace Everlatch.Release.Tests.Canary.Simulation;

/// <summary>One client: its address decides which release it meets.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Host">The tenant's host that it comes to.</param>
/// <param name="Class">What it does.</param>
/// <param name="PerTurn">Requests in a turn, on average.</param>
/// <param name="IsAtCanary">Where its address leads.</param>
/// <param name="Time">How much longer its requests take than others'.</param>
/// <param name="Wrong">How many of its requests are wrong themselves.</param>
/// <param name="IsNew">Whether it began while the canary was watched.</param>
internal sealed record Caller(
    int Id, int Host, string Class, double PerTurn, bool IsAtCanary, double Time, double Wrong, bool IsNew);
