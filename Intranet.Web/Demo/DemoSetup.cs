using Intranet.Web.Timeline;

namespace Intranet.Web.Demo;

public static class DemoSetup
{
    /// <summary>Only in the demo: what fills the town, and the card on its home page.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, StartOptions options) => !options.IsDemo ? services : services
        .AddScoped<DemoTown>()
        .AddScoped<DemoPeople>()
        .AddScoped<DemoGroups>()
        .AddScoped<DemoTimeline>()
        .AddScoped<DemoChats>()
        .AddScoped<DemoPictures>()
        .AddScoped<DemoKey>()
        .AddScoped<TalkWriter>()
        .AddSingleton(new HomeCard("TryBsn"));
}
