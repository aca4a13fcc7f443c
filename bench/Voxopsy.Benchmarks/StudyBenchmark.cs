using System.Diagnostics;
using System.Globalization;
using Voxopsy.Study;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Benchmarks;

/// <summary>A whole study from its file to its numbers, with an empty cache: wall seconds and peak memory by number of jobs.</summary>
internal static class StudyBenchmark
{
    internal static int Run(string studyFile, int jobs)
    {
        StudyDefinition study = StudyFileReader.Read(studyFile);
        string folder = Directory.CreateTempSubdirectory("voxopsy-bench-").FullName;
        try
        {
            Stopwatch watch = Stopwatch.StartNew();
            RunOutcome outcome = new StudyRun(study, new RunSettings(folder, jobs, RunStage.Evaluate), new Progress<StageProgress>(), TimeProvider.System).Run(CancellationToken.None);
            double seconds = watch.Elapsed.TotalSeconds;
            using Process self = Process.GetCurrentProcess();
            int cases = outcome.Result!.Flow.Cohorts.Sum(cohort => cohort.Cases);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Path.GetFileName(Path.GetDirectoryName(study.Path))}/{Path.GetFileName(study.Path)} | {cases} | {jobs} | {seconds:0.00} | {self.TotalProcessorTime.TotalSeconds:0.00} | {self.PeakWorkingSet64 / 1048576.0:0} |"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
