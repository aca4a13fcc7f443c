using Voxopsy.Benchmarks;

switch (args.FirstOrDefault())
{
    case "statistics-tests":
        return StatisticsTestBenchmarks.Run();
    default:
        Console.WriteLine("Name a benchmark: statistics-tests");
        return 1;
}
