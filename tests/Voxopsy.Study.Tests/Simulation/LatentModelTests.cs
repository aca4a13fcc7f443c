using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Study.Simulation;
using Voxopsy.Study.Simulation.Presets;

namespace Voxopsy.Study.Tests.Simulation;

/// <summary>The statistical core: what is said to be exact is exact.</summary>
public sealed class LatentModelTests
{
    /// <summary>The areas of the design: binormal, Φ(d′ / √2).</summary>
    [Theory]
    [InlineData("anchor90", "all", "", 0.900)]
    [InlineData("anchor90", "image", "", 0.881)]
    [InlineData("null", "all", "", 0.5)]
    [InlineData("ccrcc-grade", "tumour", "", 0.726)]
    [InlineData("ccrcc-grade", "kidney", "", 0.680)]
    [InlineData("ccrcc-grade", "all", "", 0.777)]
    [InlineData("weak-strong", "cmp", "", 0.916)]
    [InlineData("weak-strong", "np", "", 0.847)]
    [InlineData("weak-strong", "up", "", 0.738)]
    [InlineData("cvt-hematoma", "radiomics", "", 0.830)]
    [InlineData("cvt-hematoma", "deep", "", 0.813)]
    [InlineData("cvt-hematoma", "image", "", 0.904)]
    [InlineData("hcc-p53", "all", "", 0.696)]
    [InlineData("rectal-slm", "clinical", "D", 0.816)]
    [InlineData("rectal-slm", "deep", "D", 0.788)]
    [InlineData("rectal-slm", "all", "D", 0.886)]
    [InlineData("rectal-slm", "deep", "E", 0.662)]
    public void BayesArea_OfPreset_IsThatOfTheDesign(string preset, string view, string site, double expected)
    {
        LatentModel model = PresetCatalog.Named(preset).Model;

        Assert.Equal(expected, model.BayesArea(model.Views.First(candidate => candidate.Name == view), site), 0.001);
    }

    /// <summary>Epilepsy, 38 against 12 %, counted exactly rather than as the normal marker of the same area alone (which would give 0.911).</summary>
    [Fact]
    public void BayesArea_WithMarker_IsWhatDrawingManyPatientsGives()
    {
        (double area, double drawn, double slope) = Drawn("cvt-hematoma", "all");

        Assert.Equal(0.916, area, 0.001);
        Assert.Equal(area, drawn, 0.006);
        Assert.InRange(slope, 0.96, 1.04);
    }

    [Theory]
    [InlineData("weak-strong", "image")]
    [InlineData("ccrcc-grade", "clinical")]
    [InlineData("hcc-p53", "all")]
    public void Posterior_OfCorrelatedLatents_IsCalibratedAndReachesItsArea(string preset, string view)
    {
        (double area, double drawn, double slope) = Drawn(preset, view);

        Assert.Equal(area, drawn, 0.008);
        Assert.InRange(slope, 0.93, 1.07);
    }

    [Fact]
    public void Clinical_InCcrccGrade_AddsNothingToImages()
    {
        LatentModel model = PresetCatalog.Named("ccrcc-grade").Model;
        double[] weights = model.Weights(model.Views.First(view => view.Name == "all"), string.Empty);

        for (int i = 0; i < weights.Length; i++)
        {
            if (model.Latents[i].Kind == SourceKind.Clinical)
            {
                Assert.Equal(0, weights[i], 1e-12);
            }
        }
    }

    [Fact]
    public void ParameterMap_AtAPlateau_LosesWhatLiesBeyond()
    {
        ParameterMap map = new("x", "z", z => z, -0.5, 1);

        Assert.Equal(0.8 * 0.3, map.LogRatio(0.3, 0.8), 12);
        Assert.Equal(map.LogRatio(-2, 0.8), map.LogRatio(-0.5, 0.8), 12);
        Assert.True(map.LogRatio(-3, 0.8) < 0.8 * -0.5 && map.LogRatio(-3, 0.8) > 0.8 * -3);
        Assert.True(map.LogRatio(4, 0.8) > 0.8 * 1);

        // The ratio of two probabilities of having passed the limit, from the definition.
        double direct = Math.Log(Voxopsy.Statistics.Distributions.Normal.Cdf(-0.5 - 0.4) / Voxopsy.Statistics.Distributions.Normal.Cdf(-0.5 + 0.4));
        Assert.Equal(direct, map.LogRatio(-3, 0.8), 12);
    }

    [Fact]
    public void ImageQuantities_OfAnchor90_LoseLittleToPlateaus()
    {
        StudyPreset preset = PresetCatalog.Named("anchor90");
        var patients = CohortSimulation.Draw(preset, new SimulationSettings { Patients = 8000, Seed = 4 });
        bool[] outcomes = [.. patients.Select(patient => patient.Outcome)];
        LatentView image = preset.Model.Views.First(view => view.Name == "image");
        double ofLatents = AreaUnderCurve.Value([.. patients.Select(patient => preset.Model.LogRatio(image, patient.Drawn, patient.Site.Name))], outcomes);
        double ofQuantities = AreaUnderCurve.Value([.. patients.Select(patient => TruthTable.ParameterLogRatio(preset, patient))], outcomes);

        Assert.InRange(ofLatents - ofQuantities, 0, 0.01);
    }

    private static (double Area, double Drawn, double Slope) Drawn(string name, string view)
    {
        StudyPreset preset = PresetCatalog.Named(name);
        var patients = CohortSimulation.Draw(preset, new SimulationSettings { Patients = 20000, Seed = 2 });
        LatentView seen = preset.Model.Views.First(candidate => candidate.Name == view);
        bool[] outcomes = [.. patients.Select(patient => patient.Outcome)];
        double[] ratios = [.. patients.Select(patient => preset.Model.LogRatio(seen, patient.Drawn, patient.Site.Name))];
        double[] posterior = [.. patients.Select((patient, i) => 1 / (1 + (((1 - patient.Site.Prevalence) / patient.Site.Prevalence) * Math.Exp(-ratios[i]))))];
        return (preset.Model.BayesArea(seen, string.Empty), AreaUnderCurve.Value(ratios, outcomes), CalibrationLine.Of(posterior, outcomes).Slope);
    }
}
