using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Planning;

namespace Voxopsy.Statistics.Tests.Planning;

public sealed class DevelopmentSimulationTests
{
    [Fact]
    public void MeanSlope_MorePatients_ComesNearerToOne()
    {
        DevelopmentSimulation simulation = DevelopmentSimulation.Of(5, 0.3, 0.75);
        double few = simulation.MeanSlope(80, 60, new SeededRandom(1).For("few"));
        double many = simulation.MeanSlope(2000, 20, new SeededRandom(1).For("many"));

        Assert.True(few < 0.9, $"slope {few}");
        Assert.InRange(many, 0.95, 1.05);
    }

    [Fact]
    public void Of_WantedArea_IsThatOfTheSimulatedPopulation()
    {
        // With a rare event the log odds of events are shifted by their variance: area = Φ(spread / √2).
        DevelopmentSimulation simulation = DevelopmentSimulation.Of(3, 0.001, 0.8);

        Assert.Equal(Math.Sqrt(2) * 0.8416212335729143, simulation.Spread, 0.02);
    }

    [Fact]
    public void Patients_WantedSlope_IsReached()
    {
        DevelopmentSimulation simulation = DevelopmentSimulation.Of(4, 0.4, 0.8);
        int patients = simulation.Patients(0.9, 100, 60, new SeededRandom(2));

        Assert.InRange(simulation.MeanSlope(patients, 200, new SeededRandom(3)), 0.86, 0.94);
    }

    [Fact]
    public void SimulatedPatients_Difference_IsNearTheFormula()
    {
        double formula = AreaDifferenceSampleSize.Patients(0.85, 0.7, 0.5, 0, 0.8);
        int simulated = AreaDifferenceSampleSize.SimulatedPatients(0.85, 0.7, 0.5, 0, 200, new SeededRandom(4), 0.8);

        Assert.InRange(simulated / formula, 0.7, 1.4);
    }
}
