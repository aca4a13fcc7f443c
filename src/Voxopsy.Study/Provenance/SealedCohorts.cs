using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Results;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Provenance;

/// <summary>Opens sealed cohorts for frozen models and remembers each opening; the same frozen models open a cohort once however often a run is resumed.</summary>
internal static class SealedCohorts
{
    private const string File = "openings.json";

    internal static ImmutableArray<CohortOpening> Open(RunFolder folder, StudyDefinition study, string frozen, RunLog log)
    {
        List<Opening> known = Read(folder);
        List<CohortOpening> openings = [];
        foreach (CohortDefinition cohort in study.Cohorts.Where(cohort => cohort.Sealed))
        {
            if (known.All(opening => opening.Cohort != cohort.Name || opening.Models != frozen))
            {
                known.Add(new Opening(cohort.Name, frozen));
                folder.Write(File, JsonSerializer.Serialize(known) + "\n");
                log.Write("sealed cohort opened", ("cohort", cohort.Name), ("models", frozen));
            }

            Opening[] ofCohort = [.. known.Where(opening => opening.Cohort == cohort.Name)];
            int count = 1 + Array.FindIndex(ofCohort, opening => opening.Models == frozen);
            openings.Add(new CohortOpening(cohort.Name, frozen, count));
        }

        return [.. openings];
    }

    private static List<Opening> Read(RunFolder folder)
    {
        string path = folder.Path(File);
        if (!System.IO.File.Exists(path))
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<List<Opening>>(System.IO.File.ReadAllText(path)) ?? [];
        }
        catch (JsonException exception)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture,
                $"The record of sealed cohorts '{path}' cannot be read ({exception.Message}). It tells how often each was opened, so it is not started anew: restore the file, or use another run folder."));
        }
    }

    private sealed record Opening(string Cohort, string Models);
}
