using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.Extraction;
using Voxopsy.Study.Results;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Provenance;

/// <summary><c>provenance.json</c>: versions, seeds, the hash of every input, what was tried, and each opening of a sealed cohort.</summary>
internal static class ProvenanceFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Write(RunFolder folder, StudyDefinition study, PreparedStudy prepared, StudyResult result, string frozen)
    {
        JsonObject json = new()
        {
            ["voxopsy"] = result.Version,
            ["runtime"] = Environment.Version.ToString(),
            ["seed"] = study.Seed,
            ["models_tried"] = result.Tried,
            ["perturbations"] = Perturbations(study),
            ["frozen_models_sha256"] = frozen,
            ["openings"] = new JsonArray([.. result.Openings.Select(opening => (JsonNode)new JsonObject
            {
                ["cohort"] = opening.Cohort,
                ["models_sha256"] = opening.FrozenModels,
                ["count"] = opening.Count,
            })]),
            ["inputs"] = new JsonArray([.. Inputs(study, prepared)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(path => (JsonNode)new JsonObject
                {
                    ["path"] = Path.GetRelativePath(Path.GetDirectoryName(study.Path)!, path).Replace(Path.DirectorySeparatorChar, '/'),
                    ["sha256"] = ContentKey.HashOfFile(path),
                })]),
        };
        folder.Write("provenance.json", json.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n");
    }

    /// <summary>Perturbed regions a case, by feature set; null when regions were not perturbed.</summary>
    private static JsonObject? Perturbations(StudyDefinition study)
    {
        JsonObject counts = [];
        foreach (FeatureSetDefinition set in study.Features.Where(set => set.Perturb is not null))
        {
            counts[set.Name] = set.Perturb!.Count;
        }

        return counts.Count == 0 ? null : counts;
    }

    private static IEnumerable<string> Inputs(StudyDefinition study, PreparedStudy prepared)
    {
        yield return study.Path;
        foreach (CohortDefinition cohort in study.Cohorts)
        {
            yield return cohort.Table;
        }

        foreach (FeatureSetDefinition set in study.Features)
        {
            if (set.Source == FeatureSource.Table)
            {
                yield return set.Path;
                continue;
            }

            if (set.Deep is { } deep)
            {
                DeepFiles crops = new(study, set);
                foreach (string file in prepared.Cohorts.SelectMany(cohort => cohort.Cases.SelectMany(found => crops.Files(cohort, found))).Where(file => file.Length > 0 && File.Exists(file)))
                {
                    yield return file;
                }

                if (deep.Weights.Length > 0)
                {
                    yield return deep.Weights;
                }

                continue;
            }

            if (set.Radiomics.ParameterFile.Length > 0)
            {
                yield return set.Radiomics.ParameterFile;
            }

            RegionFeatures region = new(study, set);
            foreach (Cohort cohort in prepared.Cohorts)
            {
                foreach (string file in cohort.Cases.SelectMany(found => region.Files(cohort, found)))
                {
                    yield return file;
                }

                foreach (string file in cohort.Cases.SelectMany(found => region.Readers(cohort, found)).Where(File.Exists))
                {
                    yield return file;
                }
            }
        }
    }
}
