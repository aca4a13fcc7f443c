using Voxopsy.Imaging;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Study;

namespace Voxopsy.Cli;

/// <summary>A command cannot do what was asked; the message is whole and the exit code fixed.</summary>
internal sealed class CommandFailure(int exitCode, string message) : Exception(message)
{
    internal int ExitCode => exitCode;
}

/// <summary>From an exception to an exit code and a message for people.</summary>
internal static class Failure
{
    internal static int ExitCodeOf(Exception exception) => exception switch
    {
        CommandFailure failure => failure.ExitCode,
        OperationCanceledException => ExitCode.StoppedByUser,
        StudyException { Fault: StudyFault.WrongUse } => ExitCode.WrongUse,
        StudyException { Fault: StudyFault.DataCheck } => ExitCode.DataCheckFailed,
        StudyException { Fault: StudyFault.Leakage } => ExitCode.LeakageRuleBroken,
        StudyException { Fault: StudyFault.MissingFile } => ExitCode.NeededFileMissing,
        NonConvergenceException => ExitCode.Failed,
        StatisticsException => ExitCode.DataCheckFailed,
        FileNotFoundException or DirectoryNotFoundException => ExitCode.NeededFileMissing,
        _ => ExitCode.Failed,
    };

    internal static string Describe(Exception exception) => exception switch
    {
        OperationCanceledException => "stopped; what is done is kept, and the same command goes on from there",
        StudyException or CommandFailure => exception.Message,
        ImagingException or UnfittableModelException or StatisticsException or IOException or UnauthorizedAccessException or ArgumentException => "error: " + Text(exception),
        _ => "error: this is a defect of voxopsy, not of your data; please report it with this text:\n" + exception,
    };

    /// <summary>The message without the name of a parameter of the code, which means nothing to users.</summary>
    internal static string Text(Exception exception) =>
        exception is ArgumentException { ParamName: { } name } && exception.Message.EndsWith($" (Parameter '{name}')", StringComparison.Ordinal)
            ? exception.Message[..^$" (Parameter '{name}')".Length]
            : exception.Message;
}
