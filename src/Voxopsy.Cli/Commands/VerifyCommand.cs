using System.CommandLine;
using System.Globalization;
using Voxopsy.Cli.Rendering;
using Voxopsy.Study;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy verify RUN: runs again from nothing and compares every number.</summary>
internal static class VerifyCommand
{
    internal static Command Create(Terminal terminal)
    {
        Argument<DirectoryInfo> run = new("run") { Description = "Run folder" };
        Command command = new("verify", "Run again without the cache and compare every number") { run };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            string folder = parsed.GetRequiredValue(run).FullName;
            _ = ResultFiles.Read(folder);
            StudyDefinition definition = StudyFileReader.Read(Path.Combine(folder, "study.lock.yaml"));
            string again = Path.Combine(folder, "cache", "verify");
            if (Directory.Exists(again))
            {
                Directory.Delete(again, recursive: true);
            }

            try
            {
                _ = new StudyRun(definition, new RunSettings(again, Environment.ProcessorCount, RunStage.Evaluate), new ProgressLine(terminal), terminal.Time).Run(cancellation);
                NumberDifference difference = NumberDifference.Between(Path.Combine(folder, "evaluation.json"), Path.Combine(again, "evaluation.json"));
                terminal.Output.WriteLine(difference.IsNone
                    ? string.Create(CultureInfo.InvariantCulture, $"{difference.Compared} numbers compared, none differs")
                    : string.Create(CultureInfo.InvariantCulture, $"{difference.Compared} numbers compared, {difference.Differing} differ, the most by {difference.Largest:G3} at {difference.At}"));
                return difference.IsNone ? ExitCode.Done : ExitCode.Failed;
            }
            finally
            {
                Directory.Delete(again, recursive: true);
            }
        }, cancellation));
        return command.WithExamples("voxopsy verify runs/demo-ccrcc-grade/run");
    }
}
