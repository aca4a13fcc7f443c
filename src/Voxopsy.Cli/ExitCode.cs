namespace Voxopsy.Cli;

/// <summary>What a command tells the shell; fixed, because users' scripts rely on it.</summary>
internal static class ExitCode
{
    internal const int Done = 0;
    internal const int WrongUse = 1;
    internal const int Failed = 2;
    internal const int DataCheckFailed = 3;
    internal const int LeakageRuleBroken = 4;
    internal const int NeededFileMissing = 5;
    internal const int SomeCasesFailed = 7;
    internal const int StoppedByUser = 130;
}
