using Voxopsy.Benchmarks;

switch (args.FirstOrDefault())
{
    case "statistics-models":
        return StatisticsModelBenchmarks.Run();
    case "statistics-learning":
        return StatisticsLearningBenchmarks.Run();
    case "statistics-large":
        return StatisticsLargeBenchmarks.Run();
    case "statistics-tests":
        return StatisticsTestBenchmarks.Run();
    case "study":
        return StudyBenchmark.Run(args[1], int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture));
    case "registration":
        return RegistrationBenchmark.Run();
    case "volumes":
        return VolumeBenchmarks.Run();
    case "dicom":
        return DicomBenchmarks.Run();
    case "tensors":
        return TensorBenchmarks.Run(args.ElementAtOrDefault(1));
    case "tensors-step":
        return TensorStepServer.Run(args[1], int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture));
    case "deep":
        return DeepBenchmarks.Run();
    case "training":
        return TrainingBenchmarks.Run(args.ElementAtOrDefault(1));
    case "simulation":
        return SimulationBenchmarks.Run(args.ElementAtOrDefault(1), int.Parse(args.ElementAtOrDefault(2) ?? "1", System.Globalization.CultureInfo.InvariantCulture));
    case "radiomics":
        return RadiomicsBenchmarks.Run();
    default:
        Console.WriteLine("Name a benchmark: deep, training [augmentation|learning], radiomics, tensors [kernels|steps], statistics-models, statistics-large, statistics-learning, statistics-tests, study FILE JOBS, simulation [null RUNS|anchor SEEDS], dicom, volumes, registration");
        return 1;
}
